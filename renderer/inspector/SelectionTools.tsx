import { Menu } from '@base-ui/react/menu'
import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import { IconButton } from '../controls/IconButton.tsx'
import { useEditor } from '../document/editor.ts'
import { keysOf } from '../keys/bindings.ts'
import { commands } from '../keys/command.ts'
import { keyLabel } from '../keys/key-names.ts'
import { runCommand } from '../keys/run-command.ts'
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

const stateCommands = ['bypass', 'mute', 'collapse', 'pin']
const editCommands = ['copy', 'cut', 'group', 'ungroup', 'make-sub-graph', 'open-sub-graph', 'dissolve-sub-graph']
const reachCommands = ['select-upstream', 'select-downstream']
const alignCommands = ['left', 'center', 'right', 'top', 'middle', 'bottom'].map(edge => `align-${edge}`)

/** All that can be done with what is selected, each with its keys. */
export function SelectionMenu() {
  const { t } = useText()
  const several = useEditor(e => e.selected.length > 1)
  const arranging = several ? [[...alignCommands, 'distribute-across', 'distribute-down']] : []
  const sections = [stateCommands, editCommands, reachCommands, ...arranging]
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={t.more} title={t.more}>
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu selection-menu">
            {sections.map((ids, i) => (
              <Menu.Group key={ids[0]} className={i > 0 ? 'menu-part' : ''}>
                {ids.map(id => (
                  <Item key={id} id={id} />
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Item({ id }: { readonly id: string }) {
  const { say } = useText()
  const command = commands.find(c => c.id === id)
  if (!command || !(command.enabled?.() ?? true)) return null
  const [key] = keysOf(id)
  return (
    <Menu.Item className="menu-item" onClick={() => runCommand(id)}>
      {say(command.title)}
      {key && <kbd>{keyLabel(key)}</kbd>}
    </Menu.Item>
  )
}
