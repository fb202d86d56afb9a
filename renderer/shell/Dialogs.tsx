import { FileDialog } from '../file-dialog/FileDialog.tsx'
import { CompareObjectivesDialog } from '../objective/CompareObjectivesDialog.tsx'
import { SwitchObjectiveDialog } from '../objective/SwitchObjectiveDialog.tsx'
import { AddBlockDialog } from '../palette/AddBlockDialog.tsx'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import { useDialogs } from '../state/dialogs.ts'
import { TemplatesDialog } from '../templates/TemplatesDialog.tsx'
import { Tour } from '../tour/Tour.tsx'
import { ConnectDialog } from '../wires/ConnectDialog.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

/** The dialog that is open, if any. */
export function Dialogs() {
  const { dialog } = useDialogs()
  switch (dialog?.kind) {
    case 'add':
      return <AddBlockDialog adding={dialog} />
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
      return <SwitchObjectiveDialog first={dialog.to} />
    case 'compare-ways':
      return <CompareObjectivesDialog />
    case 'tour':
      return <Tour step={dialog.step} />
    default:
      return null
  }
}
