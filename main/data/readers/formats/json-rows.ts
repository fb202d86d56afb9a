import { isJsonObject } from '../../../json.ts'
import { otherLists, skippedLines } from '../../problems/reader-warnings.ts'
import { badJson, badLines, largeJson, unequalColumns } from '../../problems/table-problems.ts'
import { rowToText } from '../columns/cell-text.ts'
import type { Lines } from '../encoding/lines.ts'
import { linesOf } from '../encoding/lines.ts'
import type { ReadContext, TextRow } from '../read-context.ts'
import { startingWith } from '../read-context.ts'
import { squadRows, withListedSpans } from './dataset-layouts.ts'
import { jsonElements, parseLenientJson } from './json-elements.ts'
import { rowsOfObject, startsTable } from './json-tables.ts'

/** The rows of JSON Lines, or of a JSON file with a list of objects or strings or a table by column, detected from its beginning. Throws problems. */
export async function* jsonRows(
  pieces: AsyncIterable<string>,
  name: string,
  { skip = false }: { readonly skip?: boolean },
  reading: ReadContext,
): AsyncGenerator<TextRow> {
  const { first, all } = await readOpening(pieces)
  const lines = isLines(first)
  if (isOneObject(first, name, lines)) yield* rowsOfTable(all, name, lines, reading)
  else if (lines) yield* rowsOfLines(linesOf(all), name, skip, reading)
  else yield* rowsOfList(all, name, reading)
}

/** Whether the text may be an object that is a table, rather than the first of many rows. */
const isOneObject = (first: string, name: string, lines: boolean): boolean =>
  !/\.(jsonl|ndjson)$/i.test(withoutPacking(name)) && startsTable(first) && !(lines && hasSecondLine(first))

/** “a.jsonl.gz” has the content of “a.jsonl”. */
const withoutPacking = (name: string) => name.replace(/\.(gz|zst)$/i, '')

/** Characters of a table by column, which is parsed as a whole, at most. */
const maxTableCharacters = 2 ** 28

async function* rowsOfTable(pieces: AsyncIterable<string>, name: string, lines: boolean, reading: ReadContext) {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length > maxTableCharacters) throw largeJson(name, maxTableCharacters / 2 ** 20)
  }
  const rows = rowsOfObject(parseLenientJson(text))
  if (rows === 'unequal') throw unequalColumns(name)
  if (!rows)
    yield* lines
      ? rowsOfLines(linesOf(singlePiece(text)), name, false, reading)
      : rowsOfList(singlePiece(text), name, reading)
  else for (const row of rows) yield rowOf(row) ?? refuseRow(name)
}

async function* singlePiece(text: string) {
  yield text
}

async function* rowsOfList(pieces: AsyncIterable<string>, name: string, reading: ReadContext) {
  const found = jsonElements(pieces)
  let next = await found.next()
  for (; !next.done; next = await found.next()) {
    const rows = squadRows(next.value) ?? [rowOf(next.value)]
    for (const row of rows) yield row ?? refuseRow(name)
  }
  if (next.value) reading.report(otherLists(name))
}

const refuseRow = (name: string): never => {
  throw badJson(name)
}

/** Whether each line is a row: not in a list, nor in an object that spans several lines or holds a list of objects in its only line. */
function isLines(first: string): boolean {
  const start = first.trimStart()
  const [line = '', ...others] = start.split(/[\r\n]+/, 2)
  if (start.startsWith('[')) return false
  if (others.join('') === '' && holdsList.test(line)) return false
  return parseLenientJson(line) !== undefined || !/[[{,]$/.test(line.trimEnd())
}

/** A row may hold a list of objects, too, but is hardly ever the only line. */
const holdsList = /^\{.*:\s*\[\s*\{/

async function* rowsOfLines(lines: AsyncIterable<Lines>, name: string, skip: boolean, reading: ReadContext) {
  const bad: number[] = []
  for await (const { lines: some, from } of lines)
    for (const [i, line] of some.entries()) {
      if (line.trim() === '') continue
      const row = rowOf(parseLenientJson(line))
      if (!row) bad.push(from + i)
      else if (skip || bad.length === 0) yield row // after a bad line the others are only counted
    }
  if (bad.length === 0) return
  if (!skip) throw badLines(name, bad)
  reading.report(skippedLines(name, bad.length))
}

function rowOf(value: unknown): TextRow | undefined {
  if (typeof value === 'string') return { text: value }
  return isJsonObject(value) ? rowToText(withListedSpans(value)) : undefined
}

function hasSecondLine(text: string): boolean {
  const start = text.trimStart()
  const end = start.search(/[\r\n]/)
  return end >= 0 && start.slice(end).trim() !== ''
}

/** Matches a beginning that holds the first line and part of the next, or is a megabyte long. */
async function readOpening(pieces: AsyncIterable<string>) {
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
