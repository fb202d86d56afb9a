import { z } from 'zod'
import { tryParseJson } from '../../../json.ts'

type Value = (value: unknown) => unknown
type Row = Readonly<Record<string, unknown>>

const classLabel = z.looseObject({ _type: z.literal('ClassLabel'), names: z.array(z.string()) })
const listOf = z.looseObject({ _type: z.enum(['Sequence', 'List', 'LargeList']), feature: z.unknown() })
const info = z.looseObject({ info: z.looseObject({ features: z.record(z.string(), z.unknown()) }) })

/** Replaces class numbers by the names that the metadata “huggingface” of a table gives them. */
export function classNames(metadata: string | undefined): (row: Row) => Row {
  const parsed = info.safeParse(tryParseJson(metadata ?? ''))
  const named = parsed.success ? fields(parsed.data.info.features) : undefined
  return row => (named ? (named(row) as Row) : row)
}

/** The conversion of a feature's values to names; undefined when it has no names. */
function namedBy(feature: unknown): Value | undefined {
  const label = classLabel.safeParse(feature)
  if (label.success) return value => nameOf(value, label.data.names)
  const [only] = Array.isArray(feature) ? feature : [listOf.safeParse(feature).data?.feature]
  const entry = only === undefined ? undefined : namedBy(only)
  if (entry) return value => (isList(value) ? Array.from(value, entry) : value)
  const isObject = typeof feature === 'object' && feature !== null && !('_type' in feature)
  return isObject ? fields(feature as Row) : undefined
}

function fields(features: Row): Value | undefined {
  const named = Object.entries(features).flatMap(([name, feature]) => {
    const value = namedBy(feature)
    return value ? [[name, value] as const] : []
  })
  if (named.length === 0) return undefined
  return row => {
    if (typeof row !== 'object' || row === null) return row
    const changed = named.flatMap(([name, value]) => (name in row ? [[name, value((row as Row)[name])]] : []))
    return { ...row, ...Object.fromEntries(changed) }
  }
}

/** −1 means that the row has no label. */
function nameOf(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'bigint' && typeof value !== 'number') return value
  return Number(value) < 0 ? null : (names[Number(value)] ?? value)
}

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
