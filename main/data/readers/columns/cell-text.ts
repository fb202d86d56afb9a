import { isJsonObject } from '../../../json.ts'
import { joinEntries } from './cell-values.ts'
import { conversationColumns, turnsOf } from './conversation.ts'

/**
 * A value as the text of a cell: null and NaN are '', a date is in ISO 8601, the entries of a list are joined by spaces (see joinEntries), a
 * list of objects is JSON unless it is text in parts; bytes are decoded where they are text, and '' otherwise (pictures, sounds).
 */
export function cellText(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  if (typeof value !== 'object') return String(value)
  if (value instanceof Uint8Array) return textOfBytes(value)
  const list = listOf(value)
  if (!list) return JSON.stringify(value, plain)
  return list.some(isNested) ? (textOfParts(list) ?? JSON.stringify(list, plain)) : joinEntries(list.map(cellText))
}

/** A text that is stored in parts, some with formatting or links, as messengers export it; undefined for other lists. */
function textOfParts(list: readonly unknown[]): string | undefined {
  const parts = list.map(part => {
    const { type, text } = typeof part === 'string' ? { type: '', text: part } : (fieldsOf(part) ?? {})
    return typeof type === 'string' && typeof text === 'string' ? text : undefined
  })
  return parts.includes(undefined) ? undefined : parts.join('')
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\x00-\x08\x0e-\x1f]/

/** Older programs store texts as bytes without a type that says so. */
function textOfBytes(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes)
    return control.test(text) ? '' : text
  } catch {
    return '' // no text, which is an answer and not an error
  }
}

/**
 * A row of any values as text by column. The fields of an object become columns of their own (“answers.text”); where one is a
 * list, its first entry counts, as in lists of answers. Conversations become lines and pairs.
 */
export function rowToText(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const name in row) {
    const value = row[name]
    const fields = fieldsOf(value)
    const turns = fields ? undefined : conversationIn(value)
    if (turns) Object.assign(texts, conversationColumns(name, turns))
    else if (!fields) texts[name] = cellText(value)
    else for (const [field, inner] of Object.entries(rowToText(firstEntries(fields)))) texts[`${name}.${field}`] = inner
  }
  return texts
}

function conversationIn(value: unknown) {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return undefined
  const [first] = value as Iterable<unknown>
  const list = fieldsOf(first) ? listOf(value) : undefined
  return list && turnsOf(list.map(fieldsOf))
}

const firstEntries = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const list = typeof value === 'object' && value !== null ? listOf(value) : undefined
      return [name, list ? list[0] : value]
    }),
  )

/** Lists of all formats: arrays, typed arrays, Arrow vectors; but not bytes. */
function listOf(value: object): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value instanceof Uint8Array) return undefined
  return Symbol.iterator in value && !fieldsOf(value) ? [...(value as Iterable<unknown>)] : undefined
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value)) return undefined
  if (ArrayBuffer.isView(value)) return undefined
  const plainObject = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null
  if (plainObject) return value as Record<string, unknown>
  const toJSON: unknown = Reflect.get(value, 'toJSON') // Arrow's rows are proxies: `in` does not find this property
  const made: unknown = typeof toJSON === 'function' ? toJSON.call(value) : undefined
  return isJsonObject(made) ? made : undefined
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null && !(value instanceof Date)
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
