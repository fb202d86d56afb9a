import { type Text, text } from '../text.ts'
import { type BlockTypes, blockTitle, blockTypeOf } from './block-types.ts'
import type { Endpoint, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { sourceThrough } from './pass-through.ts'
import { downstream } from './topology.ts'
import { sameEndpoint } from './wires.ts'

/** An input that gets nothing any more, and the disabled block before it. */
export interface LostInput {
  readonly to: Endpoint
  readonly by: PlacedBlock
}

/** The sub-graph without its disabled blocks: a bypassed one passes on an input of the same type, a muted one nothing. */
export function withoutDisabled<S extends Subgraph>(
  subgraph: S,
  blockTypes: BlockTypes,
): { subgraph: S; lost: readonly LostInput[] } {
  const off = new Map(subgraph.blocks.flatMap(b => (b.off ? [[b.id, b] as const] : [])))
  if (off.size === 0) return { subgraph, lost: [] }
  const lost: LostInput[] = []
  const wires = subgraph.wires.flatMap(([from, to]): Wire[] => {
    const by = off.get(from[0])
    if (off.has(to[0])) return []
    if (!by) return [[from, to]]
    const source = sourceThrough(subgraph, from, blockTypes, b => b.off)
    if (source) return [[source, to]]
    lost.push({ to, by })
    return []
  })
  return { subgraph: { ...subgraph, blocks: subgraph.blocks.filter(b => !off.has(b.id)), wires }, lost }
}

/** What disabling blocks takes from those after them, as text. */
export function describeDisabling(
  subgraph: Subgraph,
  ids: readonly string[],
  off: 'bypass' | 'mute',
  blockTypes: BlockTypes,
): Text {
  const marked = { ...subgraph, blocks: subgraph.blocks.map(b => (ids.includes(b.id) ? { ...b, off } : b)) }
  const { subgraph: left, lost } = withoutDisabled(marked, blockTypes)
  const missed = lost.flatMap(({ to, by }) => {
    const block = left.blocks.find(b => b.id === to[0])
    const port = block && blockTypeOf(block, blockTypes)?.inputs[to[1]]
    return block && port && ids.includes(by.id) ? [{ block, port }] : []
  })
  const needed = missed.filter(({ port }) => !port.optional)
  const behind = downstream(left, [...new Set(needed.map(({ block }) => block.id))])
  return missed.length === 0 ? nothingMissed : describe(missed, behind.length)

  function describe(all: typeof missed, stopped: number): Text {
    const en = all.map(({ block, port }) => `“${blockTitle(block, blockTypes).en}” gets no ${port.label.en}`)
    const zh = all.map(({ block, port }) => `“${blockTitle(block, blockTypes).zh}”得不到${port.label.zh}`)
    const [more, moreZh] =
      stopped === 0
        ? ['', '']
        : [
            `, and ${stopped === 1 ? '1 block' : `${stopped} blocks`} after it cannot work`,
            `，其后 ${stopped} 个模块无法工作`,
          ]
    return text(`${en.join('; ')}${more}.`, `${zh.join('；')}${moreZh}。`)
  }
}

const nothingMissed = text('No later block is affected.', '后面的模块不受影响。')

/** The disabled block before an input, if that is why it gets nothing. */
export const disabledBlockBefore = (lost: readonly LostInput[], to: Endpoint): PlacedBlock | undefined =>
  lost.find(l => sameEndpoint(l.to, to))?.by
