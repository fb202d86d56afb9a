import { type Text, text } from '../text.ts'
import { type BlockTypes, blockTitle, blockTypeOf } from './block-types.ts'
import type { Endpoint, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { sourceThrough } from './pass-through.ts'
import { downstream } from './topology.ts'
import { sameEndpoint } from './wires.ts'

/** An input to which nothing comes any more, and the block that is left out before it. */
export interface LostInput {
  readonly to: Endpoint
  readonly by: PlacedBlock
}

/** The sheet without the blocks that are left out: a bypassed one passes on an input of the same type, a muted one nothing. */
export function withoutDisabled<S extends Subgraph>(
  subgraph: S,
  kinds: BlockTypes,
): { sheet: S; lost: readonly LostInput[] } {
  const off = new Map(subgraph.blocks.flatMap(b => (b.off ? [[b.id, b] as const] : [])))
  if (off.size === 0) return { sheet: subgraph, lost: [] }
  const lost: LostInput[] = []
  const wires = subgraph.wires.flatMap(([from, to]): Wire[] => {
    const by = off.get(from[0])
    if (off.has(to[0])) return []
    if (!by) return [[from, to]]
    const source = sourceThrough(subgraph, from, kinds, b => b.off)
    if (source) return [[source, to]]
    lost.push({ to, by })
    return []
  })
  return { sheet: { ...subgraph, blocks: subgraph.blocks.filter(b => !off.has(b.id)), wires }, lost }
}

/** What leaving blocks out takes from those after them, in words. */
export function describeDisabling(
  subgraph: Subgraph,
  ids: readonly string[],
  off: 'bypass' | 'mute',
  kinds: BlockTypes,
): Text {
  const marked = { ...subgraph, blocks: subgraph.blocks.map(b => (ids.includes(b.id) ? { ...b, off } : b)) }
  const { sheet: left, lost } = withoutDisabled(marked, kinds)
  const missed = lost.flatMap(({ to, by }) => {
    const block = left.blocks.find(b => b.id === to[0])
    const port = block && blockTypeOf(block, kinds)?.inputs[to[1]]
    return block && port && ids.includes(by.id) ? [{ block, port }] : []
  })
  const needed = missed.filter(({ port }) => !port.optional)
  const behind = downstream(left, [...new Set(needed.map(({ block }) => block.id))])
  return missed.length === 0 ? nothingMissed : describe(missed, behind.length)

  function describe(all: typeof missed, stopped: number): Text {
    const en = all.map(({ block, port }) => `“${blockTitle(block, kinds).en}” gets no ${port.label.en}`)
    const zh = all.map(({ block, port }) => `“${blockTitle(block, kinds).zh}”得不到${port.label.zh}`)
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

const nothingMissed = text('No block after it misses anything.', '后面的模块不受影响。')

/** The block that is left out before an input, if that is why nothing comes. */
export const disabledBlockBefore = (lost: readonly LostInput[], to: Endpoint): PlacedBlock | undefined =>
  lost.find(l => sameEndpoint(l.to, to))?.by
