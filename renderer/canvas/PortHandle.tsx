import { Handle, Position } from '@xyflow/react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { useText } from '../text/use-text.ts'

interface PortProps {
  readonly side: 'input' | 'output'
  readonly name: string
  readonly port: BlockInfo['inputs'][string]
}

/** A port: colour and shape say what flows through it, and so does its label. */
export function PortHandle({ side, name, port }: PortProps) {
  const { say, t } = useText()
  const label = say(port.label)
  return (
    <li className="port" data-side={side} data-type={port.type}>
      <Handle
        id={name}
        type={side === 'input' ? 'target' : 'source'}
        position={side === 'input' ? Position.Left : Position.Right}
        className={`jack jack-${port.type}`}
        role="button"
        aria-label={side === 'input' ? t.input(label) : t.output(label)}
      />
      <span>{label}</span>
      {port.optional && <small>{t.optional}</small>}
    </li>
  )
}
