import type { z } from 'zod'
import type { Block, Blocks, Port } from '../block/block.ts'
import type { Endpoint, PlacedBlock, Wire } from '../graph/graph.ts'
import type { QuickFix } from '../graph/quick-fix.ts'
import { downstream } from '../graph/topology.ts'

interface Drawn {
  readonly blocks: readonly PlacedBlock[]
  readonly wires: readonly Wire[]
}

/** Feeds an open port where there is one choice: the only unused output, or the only block type that has one. */
export function feedingFix(
  { blocks: placed, wires }: Drawn,
  to: Endpoint,
  { type }: Port,
  blocks: Blocks,
): QuickFix | undefined {
  const giving = (kind: Block | undefined) =>
    Object.entries(kind?.outputs ?? {}).find(([, port]) => port.type === type)?.[0]
  const excluded = new Set([to[0], ...downstream({ wires }, [to[0]])]) // they may not feed it
  const there = placed.flatMap(({ id, type: kind }) => {
    const port = giving(blocks.get(kind))
    return port === undefined || excluded.has(id) ? [] : [{ id, port }]
  })
  const unused = there.filter(({ id, port }) => !wires.some(([[from, at]]) => from === id && at === port))
  const [one] = unused
  if (one && unused.length === 1) return { do: 'connect', wire: [[one.id, one.port], to] }
  if (there.length > 0) return undefined
  const kinds = [...blocks.values()].filter(kind => giving(kind) !== undefined)
  const [kind] = kinds
  const port = giving(kind)
  return kind && port !== undefined && kinds.length === 1 ? { do: 'add', type: kind.id, port, to } : undefined
}

/** Sets the nearest allowed value, or the default; undefined when only the user knows. */
export function paramFix(id: string, block: Block, param: string, issue: z.core.$ZodIssue): QuickFix | undefined {
  if (issue.code === 'unrecognized_keys') return { do: 'set', block: id, values: {}, clear: issue.keys }
  const schema = block.params.shape[param] as z.ZodType | undefined
  if (!schema || issue.path.length !== 1) return undefined
  const bound = issue.code === 'too_small' ? issue.minimum : issue.code === 'too_big' ? issue.maximum : undefined
  if (typeof bound === 'number' && schema.safeParse(bound).success)
    return { do: 'set', block: id, values: { [param]: bound } }
  const byDefault = schema.safeParse(undefined)
  return byDefault.success && byDefault.data !== undefined
    ? { do: 'set', block: id, values: {}, clear: [param] }
    : undefined
}
