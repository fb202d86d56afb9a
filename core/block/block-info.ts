import { z } from 'zod'
import type { Text } from '../text.ts'
import type { TaskFacts } from './abilities.ts'
import type { Block, Category, FamilyMembership, Ports, Preset } from './block.ts'
import { paramTextsOf } from './block.ts'

/** All blocks by id, as they are served. */
export type BlockInfos = ReadonlyMap<string, BlockInfo>

/** A block as it is served to a window: data only, with its parameters as JSON Schema. */
export interface BlockInfo {
  readonly id: string
  readonly category: Category
  readonly title: Text
  readonly help: Text
  /** Other words that people search it by. */
  readonly keywords: readonly string[]
  readonly inputs: Ports
  readonly outputs: Ports
  readonly params: Readonly<Record<string, unknown>>
  readonly learns?: FamilyMembership
  readonly task?: TaskFacts
  /** Its known sizes by id, the smallest first; none when its size is no question. */
  readonly presets: Readonly<Record<string, Preset>>
  /** Parameters of a freshly placed block. */
  readonly defaults: Readonly<Record<string, unknown>>
}

/** A block as data for a window: its hidden parameters are left out. */
export const blockInfo = (b: Block): BlockInfo => ({
  id: b.id,
  category: b.category,
  title: b.title,
  help: b.help,
  keywords: b.keywords ?? [],
  inputs: b.inputs,
  outputs: b.outputs,
  params: z.toJSONSchema(visibleParams(b.params), { io: 'input' }) as Record<string, unknown>,
  ...(b.learns ? { learns: b.learns } : {}),
  ...(b.task ? { task: b.task } : {}),
  presets: b.presets ?? {},
  defaults: defaultParams(b),
})

/** The parameters that are the user's to set. */
const visibleParams = (params: z.ZodObject): z.ZodObject => {
  const hidden = Object.entries(params.shape).flatMap(([name, schema]) => (isHidden(schema) ? [name] : []))
  return hidden.length === 0 ? params : params.omit(Object.fromEntries(hidden.map(name => [name, true])) as never)
}
const isHidden = (schema: unknown) => paramTextsOf(schema).hidden === true

/** What a placed block begins with; a parameter without a default (a path) is left out until the user gives it. */
function defaultParams(b: Block): Record<string, unknown> {
  const known = Object.entries(visibleParams(b.params).shape).flatMap(([name, schema]) => {
    const parsed = (schema as z.ZodType).safeParse(undefined)
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data] as const] : []
  })
  return { ...Object.fromEntries(known), ...b.initialParams }
}
