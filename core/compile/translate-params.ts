import type { z } from 'zod'
import type { Block } from '../block/block.ts'
import type { PlacedBlock } from '../graph/graph.ts'

type PreviousBlock = NonNullable<PlacedBlock['former']>[string]
type Params = Readonly<Record<string, unknown>>

/**
 * Parameters for a block that replaces another: values of the same name are kept, as they mean the same. Where the new block was
 * there before (`former`), its own values come back, except those that were changed since.
 */
export function translateParams({ params }: PlacedBlock, to: Block, former?: PreviousBlock): Record<string, unknown> {
  const base: Record<string, unknown> = former?.type === to.id ? { ...former.params } : {}
  const given: Params = former?.type === to.id ? former.given : {}
  for (const [name, value] of Object.entries(params)) {
    const schema = Object.hasOwn(to.params.shape, name) ? (to.params.shape[name] as z.ZodType) : undefined
    if (!schema || isHidden(schema) || !schema.safeParse(value).success) continue
    if (Object.hasOwn(given, name) && equalJson(given[name], value)) continue
    base[name] = value
  }
  return base
}

const isHidden = (schema: z.ZodType) => schema.meta()?.hidden === true

/** Equal as JSON, whatever the order of keys. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && equalJson(value, right.get(key)))
  )
}
