import type { Reading } from '../reading.ts'
import { startingWith } from './beginning.ts'
import { rowTexts } from './cell-text.ts'
import { jsonElements } from './json-elements.ts'
import { type Lines, linesOf } from './lines.ts'
import { nestedQuestions } from './nested-questions.ts'
import { leftOut } from './remarks.ts'
import { badJson, badLines } from './table-problems.ts'
import type { Texts } from './texts.ts'

/** Rows of JSON Lines, or of a JSON file with a list of objects or texts, told by how it begins. Throws problems. */
export async function* jsonRows(
  pieces: AsyncIterable<string>,
  name: string,
  { skip = false }: { readonly skip?: boolean },
  reading: Reading,
): AsyncGenerator<Texts> {
  const { first, all } = await opening(pieces)
  if (isLines(first)) yield* rowsOfLines(linesOf(all), name, skip, reading)
  else
    for await (const element of jsonElements(all)) {
      const rows = nestedQuestions(element) ?? [rowOf(element)]
      for (const row of rows)
        if (row) yield row
        else throw badJson(name)
    }
}

/** Line by line; not so in a list, and in an object that is spread over lines or holds a list of objects in its only line. */
function isLines(first: string): boolean {
  const start = first.trimStart()
  const [line = '', ...others] = start.split(/[\r\n]+/, 2)
  if (start.startsWith('[')) return false
  if (others.join('') === '' && holdsList.test(line)) return false
  return parsed(line) !== undefined || !/[[{,]$/.test(line.trimEnd())
}

/** A row may hold a list of objects, too, but then it is hardly alone. */
const holdsList = /^\{.*:\s*\[\s*\{/

async function* rowsOfLines(lines: AsyncIterable<Lines>, name: string, skip: boolean, reading: Reading) {
  const bad: number[] = []
  for await (const { lines: some, from } of lines)
    for (const [i, line] of some.entries()) {
      if (line.trim() === '') continue
      const row = rowOf(parsed(line))
      if (!row) bad.push(from + i)
      else if (skip || bad.length === 0) yield row // after a bad line, the others are only counted
    }
  if (bad.length === 0) return
  if (!skip) throw badLines(name, bad)
  reading.report(leftOut(name, bad.length))
}

function rowOf(value: unknown): Texts | undefined {
  if (typeof value === 'string') return { text: value }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return rowTexts(value as Record<string, unknown>)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // which is no row
  }
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
