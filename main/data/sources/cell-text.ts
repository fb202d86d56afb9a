/** What a cell holds, as text: nothing is '', a date as ISO 8601 writes it, a list with spaces between, a list of objects as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  if (typeof value !== 'object') return String(value)
  const list = listOf(value)
  if (!list) return JSON.stringify(value, plain)
  return list.some(isNested) ? JSON.stringify(list, plain) : list.map(cellText).join(' ')
}

/**
 * A row of any values as text by column. The fields of an object become columns of their own, “answers.text”; of a list in
 * one, the first entry counts, which is how answers to a question come.
 */
export function rowTexts(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const name in row) {
    const value = row[name]
    const fields = fieldsOf(value)
    if (!fields) texts[name] = cellText(value)
    else for (const [field, inner] of Object.entries(rowTexts(firsts(fields)))) texts[`${name}.${field}`] = inner
  }
  return texts
}

const firsts = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const list = typeof value === 'object' && value !== null ? listOf(value) : undefined
      return [name, list ? list[0] : value]
    }),
  )

/** Lists of all formats: arrays, numbers side by side, Arrow's vectors; but not bytes, which are no text. */
function listOf(value: object): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value instanceof Uint8Array) return []
  return Symbol.iterator in value && !fieldsOf(value) ? [...(value as Iterable<unknown>)] : undefined
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value)) return undefined
  if (ArrayBuffer.isView(value)) return undefined
  const plainObject = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null
  if (plainObject) return value as Record<string, unknown>
  return 'toJSON' in value && typeof value.toJSON === 'function' ? objectOnly(value.toJSON()) : undefined
}

const objectOnly = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined

const isNested = (value: unknown) => typeof value === 'object' && value !== null && !(value instanceof Date)
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
