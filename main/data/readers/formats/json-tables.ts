// Tables that are a single JSON object, by column or by row name, as pandas and others write them.
import { isColumnName } from '../../../../nodes/data/columns/infer-columns.ts'
import { isJsonObject, type JsonObject } from '../../../json.ts'

/** Matches the beginning of an object that may be such a table: its first value is a list (not of objects) or an object. */
export const startsTable = (text: string): boolean => /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*(?:\[\s*[^{\s]|\{)/.test(text)

/** The rows of the table; 'unequal' when its columns have different lengths; undefined when the object is no such table. */
export function rowsOfObject(value: unknown): readonly unknown[] | 'unequal' | undefined {
  if (!isJsonObject(value)) return undefined
  const { columns, data, schema } = value
  if (isJsonObject(schema) && Array.isArray(data)) return data
  if (isList(columns) && isList(data) && data.every(isList)) return ofRows(columns, data)
  const [names, parts] = [Object.keys(value), Object.values(value)]
  if (parts.length === 0) return undefined
  if (parts.every(isList)) return ofColumns(names, parts)
  return parts.every(isJsonObject) ? ofObjects(names, parts) : undefined
}

/** orient="split": column names, and rows as lists. */
function ofRows(names: readonly unknown[], rows: readonly (readonly unknown[])[]) {
  if (rows.some(({ length }) => length !== names.length)) return 'unequal'
  return rows.map(cells => Object.fromEntries(cells.map((cell, i) => [String(names[i]), cell])))
}

/** orient="list": a list for each column. */
function ofColumns(names: readonly string[], columns: readonly (readonly unknown[])[]) {
  const [first] = columns
  if (columns.some(({ length }) => length !== first?.length)) return 'unequal'
  return first?.map((_, row) => Object.fromEntries(names.map((name, i) => [name, columns[i]?.[row]])))
}

/** orient="columns" and "index": an object for each column with values by row name, or for each row with values by column name. */
function ofObjects(names: readonly string[], parts: readonly JsonObject[]) {
  const inner = Object.keys(parts[0] ?? {})
  const alike = inner.length > 0 && parts.every(part => inner.every(name => name in part))
  if (!alike) return undefined
  if (names.every(isNumber) || (!inner.every(isNumber) && (inner.some(isColumnName) || names.length > inner.length)))
    return parts
  if (!inner.every(isNumber) && !names.some(isColumnName)) return undefined
  return inner.map(row => Object.fromEntries(names.map((name, i) => [name, parts[i]?.[row]])))
}

const isNumber = (name: string) => /^\d+$/.test(name)
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
