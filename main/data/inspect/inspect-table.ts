import { stat } from 'node:fs/promises'
import type { TableFacts } from '../../../core/data/table-facts.ts'
import type { FileSource } from '../../../core/plan/plan.ts'
import type { Text } from '../../../core/text.ts'
import { plainCellText } from '../readers/columns/cell-values.ts'
import { listFiles } from '../readers/files/list-files.ts'
import type { TextRow } from '../readers/read-context.ts'
import { extensionsOf, rawRows } from '../rows/read-files.ts'
import { columnStats } from './column-stats.ts'
import { lruCache } from './lru-cache.ts'

/** Milliseconds after which inspecting ends: a small table is read whole, of a large one only as much as shows what its columns are. */
const defaultPatienceMs = 1500
const maxFirstRows = 20
const maxCellCharacters = 300

const cache = lruCache<TableFacts>(50)

/** The facts that the beginning of a table shows; cached until its files change. Throws problems. */
export async function inspectTable(source: FileSource, patience = defaultPatienceMs): Promise<TableFacts> {
  const key = JSON.stringify([source, await fileStates(source), patience])
  return cache(key, () => readTable(source, patience))
}

/** The files of a source, with a state that changes when they are written to. */
export async function fileStates({ path, format }: FileSource) {
  const files = await listFiles(path, extensionsOf(format))
  return Promise.all(
    files.map(async file => {
      const { size, mtimeMs } = await stat(file)
      return [file, size, mtimeMs]
    }),
  )
}

async function readTable(source: FileSource, patience: number): Promise<TableFacts> {
  const remarks: Text[] = []
  const end = Date.now() + patience
  const first: TextRow[] = []
  const stats = columnStats()
  let rows = 0
  let complete = true
  for await (const row of rawRows(source, { report: said => said.t === 'warn' && remarks.push(said.message) })) {
    rows++
    stats.add(row)
    if (first.length < maxFirstRows) first.push(shortened(row))
    if (rows % 100 === 0 && Date.now() > end) {
      complete = false
      break
    }
  }
  return { columns: stats.columns(rows), first, rows, complete, remarks }
}

const shortened = (row: TextRow): TextRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      const text = plainCellText(cell)
      return [name, text.length > maxCellCharacters ? `${text.slice(0, maxCellCharacters)}…` : text]
    }),
  )
