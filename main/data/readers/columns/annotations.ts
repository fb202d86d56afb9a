import { type WordSpan, wordSpans } from '../../../../core/data/word-spans.ts'
import type { FileSource } from '../../../../core/plan/plan.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../../../json.ts'
import type { TextRow } from '../read-context.ts'

/** An annotated span of a text (UTF-16 units). */
interface Annotation {
  readonly from: number
  readonly to: number
  readonly tag: string
}

/** Columns in which doccano, Prodigy and others store annotations. */
const columns = ['label', 'labels', 'entities', 'spans'] as const

/**
 * Adds to a row the words of its text, each with an IOB2 tag, where spans of it were annotated: B- begins a span, I- continues
 * it, O is outside. For Label Studio, where the text as a whole was classified, the choice becomes its label.
 */
export function withAnnotations(source: FileSource): (row: TextRow) => TextRow {
  const wanted = areWanted(source)
  return row => {
    if ('tags' in row) return row
    if (row.annotations?.startsWith('[{'))
      return { ...row, ...fromLabelStudio(row, tryParseJson(row.annotations), wanted) }
    if (row.text === undefined) return row
    const marked = columns.map(column => annotationsIn(row.text ?? '', parsed(row[column]))).find(found => found)
    const isEmpty = wanted && columns.some(column => row[column] === '')
    return marked || isEmpty ? { ...row, ...tagged(row.text, marked ?? []) } : row
  }
}

/** The columns that a reader needs for that. */
export const annotationColumns = (source: FileSource): readonly string[] =>
  areWanted(source) ? ['text', 'annotations', 'data', ...columns] : []

const areWanted = ({ named = {} }: FileSource) => named.tokens === 'tokens' && named.tags === 'tags'

const parsed = (cell: string | undefined) => (cell && /^\[\s*[[{]/.test(cell) ? tryParseJson(cell) : undefined)

const fieldsOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {})

/** A text without annotations only means something where other texts have some. */
function fromLabelStudio(row: TextRow, annotations: unknown, wanted: boolean): TextRow {
  const [first] = Array.isArray(annotations) ? annotations : []
  const { result } = fieldsOf(first)
  if (!Array.isArray(result) || (result.length === 0 && !wanted)) return {}
  const values = result.map(one => fieldsOf(fieldsOf(one).value))
  const choices = values.flatMap(({ choices }) => (Array.isArray(choices) ? choices : []))
  if (choices.length > 0) return { label: String(choices[0]) }
  const texts = Object.entries(row).flatMap(([name, cell]) => (name.startsWith('data.') ? [cell] : []))
  const [text] = texts.sort((a, b) => b.length - a.length)
  const marked = annotationsIn(text ?? '', values)
  return text !== undefined && marked ? tagged(text, marked) : {}
}

/** The annotated spans of a text; undefined for lists of another kind. */
function annotationsIn(text: string, list: unknown): readonly Annotation[] | undefined {
  if (!Array.isArray(list)) return undefined
  const found: Annotation[] = []
  for (const one of list) {
    const marked = annotationOf(text, one)
    if (!marked) return undefined
    found.push(marked)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** [0, 5, "PER"], {"start": 0, "end": 5, "label": "PER"}, {"start_offset": …}, {"labels": ["PER"], "text": …}. */
function annotationOf(text: string, one: unknown): Annotation | undefined {
  const { start, end, start_offset, end_offset, label, labels, text: words } = fieldsOf(one)
  const [from, to, tag] = Array.isArray(one)
    ? one
    : [start ?? start_offset, end ?? end_offset, label ?? (Array.isArray(labels) ? labels[0] : undefined)]
  if (typeof tag !== 'string' || from === undefined || !Number.isInteger(Number(from)) || !(Number(to) > Number(from)))
    return undefined
  const place = { from: Number(from), to: Number(to), tag: tag.trim().replace(/\s+/g, '_') }
  const isHere = typeof words === 'string' ? text.slice(place.from, place.to) === words : !/[\ud800-\udbff]/.test(text)
  return isHere ? place : { ...place, from: unitsOf(text, place.from), to: unitsOf(text, place.to) }
}

/** Python counts characters beyond the basic plane once, JavaScript twice. */
const unitsOf = (text: string, characters: number) => [...text].slice(0, characters).join('').length

function tagged(text: string, marked: readonly Annotation[]): TextRow {
  const edges = marked.flatMap(({ from, to }) => [from, to])
  let open: Annotation | undefined
  const tags: string[] = []
  const pieces = wordSpans(text).flatMap(word => cutAt(word, edges))
  for (const { from, to } of pieces) {
    const found = marked.find(one => one.from <= from && to <= one.to)
    tags.push(found ? `${found === open ? 'I' : 'B'}-${found.tag}` : 'O')
    open = found
  }
  return { tokens: pieces.map(piece => piece.text).join(' '), tags: tags.join(' ') }
}

/** A word split where an annotated span begins or ends inside it. */
function cutAt(word: WordSpan, edges: readonly number[]): WordSpan[] {
  const inside = edges.filter(edge => edge > word.from && edge < word.to).sort((a, b) => a - b)
  const ends = [...new Set([...inside, word.to])]
  return ends.map((to, i) => {
    const from = ends[i - 1] ?? word.from
    return { text: word.text.slice(from - word.from, to - word.from), from, to }
  })
}
