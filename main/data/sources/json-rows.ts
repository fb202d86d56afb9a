import { isFields } from '../../json-of.ts'
import type { Reading } from '../reading.ts'
import { startingWith } from './beginning.ts'
import { rowTexts } from './cell-text.ts'
import { jsonElements } from './json-elements.ts'
import { beginsTable, rowsOfObject } from './json-layouts.ts'
import { jsonValue } from './json-value.ts'
import { type Lines, linesOf } from './lines.ts'
import { withMarksListed } from './marks-by-tag.ts'
import { nestedQuestions } from './nested-questions.ts'
import { leftOut, otherLists } from './remarks.ts'
import { badJson, badLines, largeJson, unequalColumns } from './table-problems.ts'
import type { Texts } from './texts.ts'

/** Rows of JSON Lines, or of a JSON file with a list of objects or texts or a table by columns, told by how it begins. Throws problems. */
export async function* jsonRows(
  pieces: AsyncIterable<string>,
  name: string,
  { skip = false }: { readonly skip?: boolean },
  reading: Reading,
): AsyncGenerator<Texts> {
  const { first, all } = await opening(pieces)
  const lines = isLines(first)
  if (isOneObject(first, name, lines)) yield* rowsOfTable(all, name, lines, reading)
  else if (lines) yield* rowsOfLines(linesOf(all), name, skip, reading)
  else yield* rowsOfList(all, name, reading)
}

/** Whether the text may be an object that is a table, rather than the first of many rows. */
const isOneObject = (first: string, name: string, lines: boolean): boolean =>
  !/\.(jsonl|ndjson)$/i.test(kindless(name)) && beginsTable(first) && !(lines && hasSecondLine(first))

/** “a.jsonl.gz” holds what “a.jsonl” does. */
const kindless = (name: string) => name.replace(/\.(gz|zst)$/i, '')

/** A table by columns is read at once. */
const largestTable = 2 ** 28

async function* rowsOfTable(pieces: AsyncIterable<string>, name: string, lines: boolean, reading: Reading) {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length > largestTable) throw largeJson(name, largestTable / 2 ** 20)
  }
  const rows = rowsOfObject(jsonValue(text))
  if (rows === 'unequal') throw unequalColumns(name)
  if (!rows)
    yield* lines ? rowsOfLines(linesOf(only(text)), name, false, reading) : rowsOfList(only(text), name, reading)
  else for (const row of rows) yield rowOf(row) ?? refuseRow(name)
}

async function* only(text: string) {
  yield text
}

async function* rowsOfList(pieces: AsyncIterable<string>, name: string, reading: Reading) {
  const found = jsonElements(pieces)
  let next = await found.next()
  for (; !next.done; next = await found.next()) {
    const rows = nestedQuestions(next.value) ?? [rowOf(next.value)]
    for (const row of rows) yield row ?? refuseRow(name)
  }
  if (next.value) reading.report(otherLists(name))
}

const refuseRow = (name: string): never => {
  throw badJson(name)
}

/** Line by line; not so in a list, and in an object that is spread over lines or holds a list of objects in its only line. */
function isLines(first: string): boolean {
  const start = first.trimStart()
  const [line = '', ...others] = start.split(/[\r\n]+/, 2)
  if (start.startsWith('[')) return false
  if (others.join('') === '' && holdsList.test(line)) return false
  return jsonValue(line) !== undefined || !/[[{,]$/.test(line.trimEnd())
}

/** A row may hold a list of objects, too, but then it is hardly alone. */
const holdsList = /^\{.*:\s*\[\s*\{/

async function* rowsOfLines(lines: AsyncIterable<Lines>, name: string, skip: boolean, reading: Reading) {
  const bad: number[] = []
  for await (const { lines: some, from } of lines)
    for (const [i, line] of some.entries()) {
      if (line.trim() === '') continue
      const row = rowOf(jsonValue(line))
      if (!row) bad.push(from + i)
      else if (skip || bad.length === 0) yield row // after a bad line, the others are only counted
    }
  if (bad.length === 0) return
  if (!skip) throw badLines(name, bad)
  reading.report(leftOut(name, bad.length))
}

function rowOf(value: unknown): Texts | undefined {
  if (typeof value === 'string') return { text: value }
  return isFields(value) ? rowTexts(withMarksListed(value)) : undefined
}

function hasSecondLine(text: string): boolean {
  const start = text.trimStart()
  const end = start.search(/[\r\n]/)
  return end >= 0 && start.slice(end).trim() !== ''
}

/** A beginning that holds the first line and something of the next, or is a megabyte. */
async function opening(pieces: AsyncIterable<string>) {
  const source = pieces[Symbol.asyncIterator]()
  let first = ''
  while (!hasSecondLine(first)) {
    const next = await source.next()
    if (next.done) break
    first += next.value
    if (first.length > 2 ** 20) break
  }
  return { first, all: startingWith(first, source) }
}
