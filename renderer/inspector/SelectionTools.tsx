import { Copy, Trash2 } from 'lucide-react'
import { runCommand } from '../app/commands.ts'
import { IconButton } from '../app/IconButton.tsx'
import { SelectionMenu } from '../groups/SelectionMenu.tsx'
import { useText } from '../text/use-text.ts'

export function SelectionTools() {
  const { t } = useText()
  return (
    <div className="tools">
      <IconButton label={t.duplicateBlock} icon={Copy} command="duplicate" onClick={() => runCommand('duplicate')} />
      <IconButton
        label={t.deleteBlock}
        icon={Trash2}
        command="delete-selection"
        onClick={() => runCommand('delete-selection')}
      />
      <SelectionMenu />
    </div>
  )
}
