import { stat } from 'node:fs/promises'
import type { FileSource } from '../../core/plan/plan.ts'
import type { TableFacts } from '../../core/table-facts.ts'
import type { Text } from '../../core/text.ts'
import { columnStats } from './column-stats.ts'
import { keptAnswers } from './kept-answers.ts'
import { listFiles } from './sources/list-files.ts'
import { textOf } from './sources/listed.ts'
import { kindsOf, rawRows } from './sources/read-files.ts'
import type { Texts } from './sources/texts.ts'

/** Looking ends after so many milliseconds: a small table is seen whole, and of a large one what its columns are like. */
const usual = 1500
const shown = 20
const longest = 300

const kept = keptAnswers<TableFacts>(50)

/** What the beginning of a table tells; remembered until its files change. Throws problems. */
export async function lookAtTable(source: FileSource, patience = usual): Promise<TableFacts> {
  const key = JSON.stringify([source, await statesOf(source), patience])
  return kept(key, () => look(source, patience))
}

/** The files of a source, with what changes when somebody writes to them. */
export async function statesOf({ path, format }: FileSource) {
  const files = await listFiles(path, kindsOf(format))
  return Promise.all(
    files.map(async file => {
      const { size, mtimeMs } = await stat(file)
      return [file, size, mtimeMs]
    }),
  )
}

async function look(source: FileSource, patience: number): Promise<TableFacts> {
  const remarks: Text[] = []
  const end = Date.now() + patience
  const first: Texts[] = []
  const stats = columnStats()
  let rows = 0
  let complete = true
  for await (const row of rawRows(source, { report: said => said.t === 'warn' && remarks.push(said.message) })) {
    rows++
    stats.add(row)
    if (first.length < shown) first.push(cut(row))
    if (rows % 100 === 0 && Date.now() > end) {
      complete = false
      break
    }
  }
  return { columns: stats.columns(rows), first, rows, complete, remarks }
}

const cut = (row: Texts): Texts =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      const text = textOf(cell)
      return [name, text.length > longest ? `${text.slice(0, longest)}…` : text]
    }),
  )
