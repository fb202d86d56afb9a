import { X } from 'lucide-react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { Wire } from '../../core/graph/graph.ts'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { change, useGraph, wireKey } from '../document/editor.ts'
import { ExposeToggle } from '../groups/ExposeToggle.tsx'
import { useText } from '../text/use-text.ts'
import { ConnectMenu } from './ConnectMenu.tsx'

/** The wires of a block, port by port, and a menu to draw more: connecting without a mouse. */
export function PortList({ id, info }: { readonly id: string; readonly info: BlockInfo }) {
  const sides = [
    { side: 'input' as const, ports: Object.entries(info.inputs) },
    { side: 'output' as const, ports: Object.entries(info.outputs) },
  ]
  return (
    <ul className="port-list">
      {sides.flatMap(({ side, ports }) =>
        ports.map(([name, port]) => <PortRow key={`${side} ${name}`} id={id} side={side} name={name} port={port} />),
      )}
    </ul>
  )
}

interface PortRowProps {
  readonly id: string
  readonly side: 'input' | 'output'
  readonly name: string
  readonly port: BlockInfo['inputs'][string]
}

function PortRow({ id, side, name, port }: PortRowProps) {
  const { t, say } = useText()
  const { wires } = useGraph()
  const own = side === 'input' ? 1 : 0
  const here = wires.filter(w => w[own][0] === id && w[own][1] === name)
  const label = side === 'input' ? t.input(say(port.label)) : t.output(say(port.label))
  return (
    <li data-type={port.type}>
      <div className="port-row">
        <span className={`jack-mark jack-${port.type}`} aria-hidden />
        <span>{label}</span>
        <ExposeToggle
          block={id}
          name={name}
          what={side === 'input' ? 'inputs' : 'outputs'}
          label={t.portOutside(label)}
        />
        <ConnectMenu id={id} side={side} name={name} label={label} />
      </div>
      {here.length === 0 && <p className="quiet">{t.notConnected}</p>}
      {here.map(wire => (
        <WireRow key={wireKey(wire)} wire={wire} otherEnd={side === 'input' ? 0 : 1} />
      ))}
    </li>
  )
}

function WireRow({ wire, otherEnd }: { readonly wire: Wire; readonly otherEnd: 0 | 1 }) {
  const { t, say } = useText()
  const { blocks } = useGraph()
  const infos = useCatalog(c => c.blocks)
  const block = blocks.find(b => b.id === wire[otherEnd][0])
  const title = block ? titleOf(block, infoOf(block, infos), say) : wire[otherEnd][0]
  return (
    <p className="wire-row">
      {otherEnd === 0 ? '← ' : '→ '}
      {title}
      <button
        type="button"
        className="icon-button tiny"
        aria-label={t.disconnect(title)}
        onClick={() => change({ do: 'remove', blocks: [], wires: [wire] })}
      >
        <X size={12} aria-hidden />
      </button>
    </p>
  )
}
