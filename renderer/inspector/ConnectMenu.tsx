import { Menu } from '@base-ui/react/menu'
import { Cable } from 'lucide-react'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { connect, useGraph } from '../document/editor.ts'
import { wireTargets } from '../rewiring/wire-targets.ts'
import { useText } from '../text/use-text.ts'

interface ConnectMenuProps {
  readonly id: string
  readonly side: 'input' | 'output'
  readonly name: string
  readonly label: string
}

/** “Connect to…”: every port on the canvas that this one fits. They are only looked for when the menu is opened. */
export function ConnectMenu(props: ConnectMenuProps) {
  const { t } = useText()
  return (
    <Menu.Root>
      <Menu.Trigger className="button small" aria-label={t.connectPort(props.label)}>
        <Cable size={13} aria-hidden />
        {t.connectTo}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <FittingPorts {...props} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function FittingPorts({ id, side, name }: ConnectMenuProps) {
  const { t, say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const fits = wireTargets(graph, { block: id, port: name, side }, infos, () => false).filter(({ refusal }) => !refusal)
  if (fits.length === 0)
    return (
      <Menu.Item className="menu-item" disabled>
        {t.nothingFits}
      </Menu.Item>
    )
  return fits.map(({ wire, to }) => {
    const block = graph.blocks.find(b => b.id === to.block)
    return (
      <Menu.Item key={`${to.block} ${to.port}`} className="menu-item" onClick={() => connect(wire)}>
        {block && titleOf(block, infoOf(block, infos), say)}
        <small>{to.block}</small>
      </Menu.Item>
    )
  })
}
