import { noLabel, noPair } from './data-problems.ts'

type Texts = Record<string, string>
type Reader = (text: string, path: string) => Texts[]

/** How the text of a file becomes rows, by the `format` of its source. */
const readers: Readonly<Record<string, Reader>> = {
  document: text => filled([text]),
  paragraph: text => filled(text.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)),
  line: text => filled(text.split('\n')),
  pairs: (text, path) =>
    text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [pair(line, () => noPair(path, i + 1))])),
  labels: (text, path) =>
    text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [labelled(line, () => noLabel(path, i + 1))])),
}

/** Rows of a text file; all line ends count alike. Throws a problem when a line of pairs is not one. */
export function rowsOfText(format: string, text: string, path: string): Texts[] {
  const reader = readers[format]
  if (!reader) throw new Error(`rowsOfText: no reader for format '${format}'`)
  return reader(text.replace(/\r\n?/g, '\n'), path)
}

const filled = (texts: readonly string[]): Texts[] =>
  texts.flatMap(text => (text.trim() === '' ? [] : [{ text: text.trim() }]))

function pair(line: string, problem: () => Error): Texts {
  const cells = line.split('\t').map(cell => cell.trim())
  const [source, target] = cells
  if (cells.length !== 2 || !source || !target) throw problem()
  return { source, target }
}

function labelled(line: string, problem: () => Error): Texts {
  const cut = line.indexOf('\t')
  const [label, text] = [line.slice(0, cut).trim(), line.slice(cut + 1).trim()]
  if (cut < 0 || label === '' || text === '') throw problem()
  return { label, text }
}
