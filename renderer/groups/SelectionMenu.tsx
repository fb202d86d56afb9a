import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { keysOf } from '../app/bindings.ts'
import { commands } from '../app/command-list.ts'
import { runCommand } from '../app/commands.ts'
import { useEditor } from '../app/editor.ts'
import { keyLabel } from '../app/keys.ts'
import { useText } from '../text/use-text.ts'

const states = ['bypass', 'mute', 'collapse', 'pin']
const parts = ['copy', 'cut', 'group', 'ungroup', 'make-sub-graph', 'open-sub-graph', 'dissolve-sub-graph']
const ways = ['select-upstream', 'select-downstream']
const lines = ['left', 'center', 'right', 'top', 'middle', 'bottom'].map(edge => `align-${edge}`)

/** All that can be done with what is selected, each with its keys. */
export function SelectionMenu() {
  const { t } = useText()
  const several = useEditor(e => e.selected.length > 1)
  const arranging = several ? [[...lines, 'distribute-across', 'distribute-down']] : []
  const sections = [states, parts, ways, ...arranging]
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
