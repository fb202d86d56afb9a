// Tables that are one object in JSON, by columns or by names of their rows, as pandas and others write them.
import { isColumnName } from '../../../../nodes/data/infer-columns.ts'
import { isJsonObject, type JsonObject } from '../../../json.ts'

/** How an object begins that may be such a table: with a list that is none of objects, or with an object. */
export const startsTable = (text: string): boolean => /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*(?:\[\s*[^{\s]|\{)/.test(text)

/** Its rows; 'unequal' when its columns are not equally long; undefined when it is no such table. */
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

/** orient="split": names of columns, and rows as lists. */
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

/** orient="columns" and "index": an object for each column, with the rows by name; or for each row, with the columns by name. */
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
