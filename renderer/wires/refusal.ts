import { create } from 'zustand'
import type { Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { useCatalog } from '../app/catalog.ts'
import { change, graphNow, newBlock, select } from '../app/editor.ts'
import { withRoom } from '../canvas/room.ts'
import { focusBlock } from '../canvas/view.ts'
import { habitsOf } from '../palette/habits.ts'
import { type Adapter, adapters, mismatch, wiresThrough } from './adapters.ts'

interface Refusal {
  readonly wire: Wire
  readonly reason: Text
  /** Blocks that would make it possible. */
  readonly ways: readonly Adapter[]
  /** Where on the screen it is told. */
  readonly at: readonly [x: number, y: number]
}

/** The wire that was just refused, until the user has read it. */
export const useRefusal = create<{ readonly refusal?: Refusal | undefined }>(() => ({}))

export const forgetRefusal = () => useRefusal.setState({ refusal: undefined })

/** Tells where the mouse is why a wire cannot be drawn, and what could be put in between. */
export function refuse(wire: Wire, at: readonly [number, number]) {
  const reason = wireRefusal(graphNow(), wire, useCatalog.getState().blocks)
  if (reason) useRefusal.setState({ refusal: { wire, reason, ways: waysOf(wire).slice(0, 3), at } })
}

export function waysOf(wire: Wire): readonly Adapter[] {
  const { blocks, examples } = useCatalog.getState()
  const types = mismatch(graphNow(), wire, blocks)
  return types ? adapters(types.from, types.to, blocks.values(), habitsOf(examples), types.ends) : []
}

/** Puts an adapter's blocks between the two ports, wired: one action. */
export function insertAdapter(wire: Wire, way: Adapter) {
  const { blocks: there } = graphNow()
  const [a, b] = wire.map(([id]) => there.find(placed => placed.id === id)?.at ?? [0, 0])
  const taken = new Set<string>()
  const blocks = way.map(({ block }, i) => {
    const share = (i + 1) / (way.length + 1)
    const at = withRoom([(a?.[0] ?? 0) * (1 - share) + (b?.[0] ?? 0) * share, ((a?.[1] ?? 0) + (b?.[1] ?? 0)) / 2])
    const placed = newBlock(block, at, taken)
    taken.add(placed.id)
    return placed
  })
  const ids = blocks.map(placed => placed.id)
  change({ do: 'add', blocks, wires: wiresThrough(wire, way, ids) })
  select(ids)
  announce(
    text(
      `${way.map(s => s.block.title.en).join(', ')} added in between.`,
      `已在中间插入${way.map(s => s.block.title.zh).join('、')}。`,
    ),
  )
  const [first] = ids
  if (first !== undefined) setTimeout(() => focusBlock(first), 50)
}
