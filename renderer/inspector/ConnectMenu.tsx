import { Menu } from '@base-ui/react/menu'
import { Cable } from 'lucide-react'
import type { Graph, Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { infoOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { connect, useGraph } from '../document/editor.ts'
import { titleOf } from '../react-flow/elements.ts'
import { useText } from '../text/use-text.ts'

interface ConnectMenuProps {
  readonly id: string
  readonly side: 'input' | 'output'
  readonly name: string
  readonly label: string
}

type Infos = Parameters<typeof infoOf>[1]

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
  const ports = fittingPorts(graph, infos, id, side, name)
  if (ports.length === 0)
    return (
      <Menu.Item className="menu-item" disabled>
        {t.nothingFits}
      </Menu.Item>
    )
  return ports.map(({ wire, block, port }) => (
    <Menu.Item key={`${block.id} ${port}`} className="menu-item" onClick={() => connect(wire)}>
      {titleOf(block, infoOf(block, infos), say)}
      <small>{block.id}</small>
    </Menu.Item>
  ))
}

function fittingPorts(graph: Graph, infos: Infos, id: string, side: 'input' | 'output', name: string) {
  return graph.blocks.flatMap(block => {
    const info = infoOf(block, infos)
    const ports = Object.keys((side === 'output' ? info?.inputs : info?.outputs) ?? {})
    return ports.flatMap(port => {
      const wire: Wire =
        side === 'output'
          ? [
              [id, name],
              [block.id, port],
            ]
          : [
              [block.id, port],
              [id, name],
            ]
      return wireRefusal(graph, wire, infos) === undefined ? [{ wire, block, port }] : []
    })
  })
}
