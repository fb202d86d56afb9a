import { create } from 'zustand'
import type { Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { change, graphNow, newBlock, select } from '../document/editor.ts'
import { freePositionAt } from '../react-flow/free-position.ts'
import { focusBlock } from '../react-flow/viewport.ts'
import { type Adapter, findAdapters, typeMismatch, wiresThrough } from '../rewiring/adapters.ts'
import { usageOf } from '../rewiring/usage.ts'
import { announce } from '../state/notices.ts'

interface Refusal {
  readonly wire: Wire
  readonly reason: Text
  /** Blocks that would make it possible. */
  readonly adapters: readonly Adapter[]
  /** Where on the screen it is told. */
  readonly at: readonly [x: number, y: number]
}

/** The wire that was just refused, until the user has read it. */
export const useRefusal = create<{ readonly refusal?: Refusal | undefined }>(() => ({}))

export const dismissRefusal = () => useRefusal.setState({ refusal: undefined })

/** Tells where the mouse is why a wire cannot be drawn, and what could be put in between. */
export function showRefusal(wire: Wire, at: readonly [number, number]) {
  const reason = wireRefusal(graphNow(), wire, useCatalog.getState().blocks)
  if (reason) useRefusal.setState({ refusal: { wire, reason, adapters: adaptersFor(wire).slice(0, 3), at } })
}

export function adaptersFor(wire: Wire): readonly Adapter[] {
  const { blocks, examples } = useCatalog.getState()
  const types = typeMismatch(graphNow(), wire, blocks)
  return types ? findAdapters(types.from, types.to, blocks.values(), usageOf(examples), types.ends) : []
}

/** Puts an adapter's blocks between the two ports, wired: one action. */
export function insertAdapter(wire: Wire, way: Adapter) {
  const { blocks: there } = graphNow()
  const [a, b] = wire.map(([id]) => there.find(placed => placed.id === id)?.at ?? [0, 0])
  const taken = new Set<string>()
  const blocks = way.map(({ block }, i) => {
    const share = (i + 1) / (way.length + 1)
    const at = freePositionAt([
      (a?.[0] ?? 0) * (1 - share) + (b?.[0] ?? 0) * share,
      ((a?.[1] ?? 0) + (b?.[1] ?? 0)) / 2,
    ])
    const placed = newBlock(block, at, taken)
    taken.add(placed.id)
    return placed
  })
  const ids = blocks.map(placed => placed.id)
  change({ do: 'add', blocks, wires: wiresThrough(wire, way, ids) })
  select(ids)
  announce(
    text(
      `Inserted ${way.map(s => s.block.title.en).join(', ')} in between.`,
      `已在中间插入${way.map(s => s.block.title.zh).join('、')}。`,
    ),
  )
  const [first] = ids
  if (first !== undefined) setTimeout(() => focusBlock(first), 50)
}
