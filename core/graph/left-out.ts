import { type Text, text } from '../text.ts'
import type { End, PlacedBlock, Sheet, Wire } from './graph.ts'
import { type Kinds, kindOf, nameOf } from './kinds.ts'
import { sourceOf } from './passing.ts'
import { downstream } from './stream.ts'
import { sameEnd } from './wires.ts'

/** An input to which nothing comes any more, and the block that is left out before it. */
export interface Lost {
  readonly to: End
  readonly by: PlacedBlock
}

/** The sheet without the blocks that are left out: a bypassed one passes on an input of the same type, a muted one nothing. */
export function withoutLeftOut<S extends Sheet>(sheet: S, kinds: Kinds): { sheet: S; lost: readonly Lost[] } {
  const off = new Map(sheet.blocks.flatMap(b => (b.off ? [[b.id, b] as const] : [])))
  if (off.size === 0) return { sheet, lost: [] }
  const lost: Lost[] = []
  const wires = sheet.wires.flatMap(([from, to]): Wire[] => {
    const by = off.get(from[0])
    if (off.has(to[0])) return []
    if (!by) return [[from, to]]
    const source = sourceOf(sheet, from, kinds, b => b.off)
    if (source) return [[source, to]]
    lost.push({ to, by })
    return []
  })
  return { sheet: { ...sheet, blocks: sheet.blocks.filter(b => !off.has(b.id)), wires }, lost }
}

/** What leaving blocks out takes from those after them, in words. */
export function effectOf(sheet: Sheet, ids: readonly string[], off: 'bypass' | 'mute', kinds: Kinds): Text {
  const marked = { ...sheet, blocks: sheet.blocks.map(b => (ids.includes(b.id) ? { ...b, off } : b)) }
  const { sheet: left, lost } = withoutLeftOut(marked, kinds)
  const missed = lost.flatMap(({ to, by }) => {
    const block = left.blocks.find(b => b.id === to[0])
    const port = block && kindOf(block, kinds)?.inputs[to[1]]
    return block && port && ids.includes(by.id) ? [{ block, port }] : []
  })
  const needed = missed.filter(({ port }) => !port.optional)
  const behind = downstream(left, [...new Set(needed.map(({ block }) => block.id))])
  return missed.length === 0 ? nothingMissed : inWords(missed, behind.length)

  function inWords(all: typeof missed, stopped: number): Text {
    const en = all.map(({ block, port }) => `“${nameOf(block, kinds).en}” gets no ${port.label.en}`)
    const zh = all.map(({ block, port }) => `“${nameOf(block, kinds).zh}”得不到${port.label.zh}`)
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
export const lostAt = (lost: readonly Lost[], to: End): PlacedBlock | undefined => lost.find(l => sameEnd(l.to, to))?.by
