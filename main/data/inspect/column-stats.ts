import type { ColumnFacts } from '../../../core/data/table-facts.ts'
import { isNumber, plainCellText, splitEntries } from '../readers/columns/cell-values.ts'
import type { TextRow } from '../readers/read-context.ts'

/** Different values of a column that may be labels, at most. */
const maxDistinctValues = 300

/** Collects statistics about the columns of a table, row by row. */
export function columnStats() {
  const columns = new Map<string, ReturnType<typeof column>>()
  return {
    add(row: TextRow) {
      for (const name in row) {
        let stats = columns.get(name)
        if (!stats) {
          stats = column()
          columns.set(name, stats)
        }
        stats.add((row[name] ?? '').trim())
      }
    },
    columns: (rows: number): ColumnFacts[] => Array.from(columns, ([name, stats]) => ({ name, ...stats.facts(rows) })),
  }
}

function column() {
  let [filled, letters, words] = [0, 0, 0]
  let numeric = true
  const values = distinctValues()
  const parts = distinctValues()
  return {
    add(cell: string) {
      if (cell === '') return
      filled++
      const text = plainCellText(cell)
      letters += text.length
      numeric &&= isNumber(text)
      values.add(text)
      if (!parts.open) return
      for (const entry of splitEntries(cell, 1000)) {
        const word = entry.trim().replace(/\s+/g, ' ')
        if (word === '') continue
        words++
        parts.add(word)
      }
    },
    facts: (rows: number): Omit<ColumnFacts, 'name'> => ({
      filled: rows === 0 ? 0 : filled / rows,
      letters: filled === 0 ? 0 : letters / filled,
      numeric: numeric && filled > 0,
      ...(repeats(values, filled) ? { values: values.sorted() } : {}),
      ...(repeats(parts, words) ? { words: parts.sorted() } : {}),
    }),
  }
}

/** Values that repeat are labels; a different value for each row is none. */
const repeats = (found: ReturnType<typeof distinctValues>, count: number) =>
  found.open && count > 0 && (found.size < count || count === 1)

/** The set of different values, until there are too many. */
function distinctValues() {
  const found = new Set<string>()
  let open = true
  return {
    get open() {
      return open
    },
    get size() {
      return found.size
    },
    add(thing: string) {
      if (!open) return
      found.add(thing.slice(0, 200))
      if (found.size > maxDistinctValues) {
        open = false
        found.clear()
      }
    },
    /** Numbers in numeric order, other values in alphabetical order. */
    sorted: () => [...found].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0)),
  }
}
