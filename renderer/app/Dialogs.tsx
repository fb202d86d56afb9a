import { AddDialog } from '../palette/AddDialog.tsx'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import { TemplatesDialog } from '../templates/TemplatesDialog.tsx'
import { Tour } from '../tour/Tour.tsx'
import { CompareWays } from '../ways/CompareWays.tsx'
import { SwitchDialog } from '../ways/SwitchDialog.tsx'
import { ConnectDialog } from '../wires/ConnectDialog.tsx'
import { useDialogs } from './dialogs.ts'
import { FileDialog } from './FileDialog.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

/** The dialog that is open, if any. */
export function Dialogs() {
  const { dialog } = useDialogs()
  switch (dialog?.kind) {
    case 'add':
      return <AddDialog adding={dialog} />
    case 'templates':
      return <TemplatesDialog />
    case 'file':
      return <FileDialog asked={dialog} />
    case 'help':
      return <HelpDialog />
    case 'settings':
      return <SettingsDialog />
    case 'commands':
      return <CommandPalette />
    case 'connect':
      return <ConnectDialog asked={dialog} />
    case 'keys':
      return <KeysDialog />
    case 'switch':
      return <SwitchDialog first={dialog.to} />
    case 'compare-ways':
      return <CompareWays />
    case 'tour':
      return <Tour step={dialog.step} />
    default:
      return null
  }
}
