import { noLabel, noPair, noScore, noTag } from './data-problems.ts'
import { questions } from './questions.ts'

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
  scores: (text, path) =>
    text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [scored(line, () => noScore(path, i + 1))])),
  tags: taggedSentences,
  questions,
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

function scored(line: string, problem: () => Error): Texts {
  const { label: score, text } = labelled(line, problem) as { label: string; text: string }
  if (!Number.isFinite(Number(score))) throw problem()
  return { score, text }
}

/** A word, a tab and its tag in each line; an empty line ends a sentence. Lines of remarks start with # and have no tab. */
function taggedSentences(text: string, path: string): Texts[] {
  const sentences: [word: string, tag: string][][] = [[]]
  for (const [i, line] of text.split('\n').entries()) {
    const cells = line.split('\t').map(cell => cell.trim())
    const [word, tag] = cells
    if (line.trim() === '') sentences.push([])
    else if (cells.length === 2 && word && tag && !/\s/.test(word + tag)) sentences.at(-1)?.push([word, tag])
    else if (!line.startsWith('#') || cells.length > 1) throw noTag(path, i + 1)
  }
  const joined = (sentence: [string, string][], side: 0 | 1) => sentence.map(pair => pair[side]).join(' ')
  return sentences
    .filter(sentence => sentence.length > 0)
    .map(sentence => ({ tokens: joined(sentence, 0), tags: joined(sentence, 1) }))
}
