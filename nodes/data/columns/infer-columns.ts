import type { Column } from '../../../core/data/batch.ts'
import type { ColumnFacts } from '../../../core/data/table-facts.ts'
import { instructionColumns, sentencePairColumns } from './joined-columns.ts'
import { languageColumns } from './language-columns.ts'

export type ColumnRole = Column | 'start'
export type RowShape = 'text' | 'label' | 'score' | 'pairs' | 'tags' | 'questions'

/** The columns of rows of each shape. */
export const rowShapeColumns: Readonly<Record<RowShape, readonly Column[]>> = {
  text: ['text'],
  label: ['text', 'label'],
  score: ['text', 'score'],
  pairs: ['source', 'target'],
  tags: ['tokens', 'tags'],
  questions: ['context', 'question', 'answer'],
}

/** Usual names of such columns, the likeliest first. */
const knownNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  text: [
    ...sentencePairColumns.map(({ name }) => name),
    ...'text content body sentence document review comment message article post tweet abstract story'.split(' '),
    ...'kommentar nachricht rezension texte commentaire avis texto comentario reseña testo'.split(' '),
    ...'文本 正文 内容 句子 评论 文章 留言'.split(' '),
  ],
  label: [
    ...'label labels class category sentiment topic intent target stars rating emotion spam type kind'.split(' '),
    ...'bewertung kategorie klasse stimmung catégorie classe étiquette categoría clase etiqueta sentimiento'.split(' '),
    ...'categoria 标签 类别 分类 情感 情绪 类型 星级'.split(' '),
  ],
  score: 'score rating value similarity stars 分数 评分'.split(' '),
  source: [
    ...instructionColumns.map(({ name }) => name),
    ...'source src input prompt instruction question document article dialogue en english'.split(' '),
    ...'frage pregunta 源文 原文 输入 问题 提问 指令'.split(' '),
  ],
  target: [
    ...'target tgt output completion response summary highlights answer translation headline title'.split(' '),
    ...'antwort réponse reponse respuesta 译文 目标 输出 回答 答案 回复 摘要'.split(' '),
  ],
  tokens: 'tokens words token word 词 词语'.split(' '),
  tags: 'tags ner_tags pos_tags upos labels tag ner pos 词性 标签'.split(' '),
  context: 'context passage paragraph 原文 上下文'.split(' '),
  question: 'question query 问题'.split(' '),
  answer: 'answer answers.text answer_text 答案'.split(' '),
  start: 'start answer_start answers.answer_start 起始'.split(' '),
}

/** Whether a cell in the first row is a column name rather than a text. */
export const isColumnName = (cell: string): boolean =>
  cell.length > 3 && Object.values(knownNames).some(known => known.includes(cell.trim().toLowerCase()))

export type ColumnNames = Readonly<Partial<Record<ColumnRole, string>>>

/** The columns of a table for rows of this shape, by name and content; `given` ones stay. Roles for which no column fits are missing. */
export function inferColumns(columns: readonly ColumnFacts[], shape: RowShape, given: ColumnNames = {}): ColumnNames {
  const found: Partial<Record<ColumnRole, string>> = {}
  const inOrder = shape === 'pairs' && !given.source && !given.target ? pairInOrder(columns) : undefined
  if (inOrder) return { source: inOrder[0], target: inOrder[1] }
  const wanted: readonly ColumnRole[] =
    shape === 'questions' ? [...rowShapeColumns[shape], 'start'] : rowShapeColumns[shape]
  for (const role of wanted) if (given[role]) found[role] = given[role]
  for (const role of wanted) {
    if (found[role]) continue
    const free = columns.filter(({ name, filled }) => filled > 0 && !Object.values(found).includes(name))
    const fitting = columnByName(role, free) ?? columnByContent(role, free)
    if (fitting) found[role] = fitting.name
  }
  return found
}

/** An empty column that has the name of a role of this shape, with that role. */
export function emptyByName(
  shape: RowShape,
  columns: readonly ColumnFacts[],
): readonly [ColumnRole, string] | undefined {
  for (const role of rowShapeColumns[shape]) {
    const isCalled = (column: ColumnFacts) => knownNames[role].some(known => matchesName(spellingOf(column), known))
    const empty = columns.find(column => column.filled === 0 && isCalled(column))
    if (empty) return [role, empty.name]
  }
  return undefined
}

function columnByName(role: ColumnRole, columns: readonly ColumnFacts[]): ColumnFacts | undefined {
  return (
    columnByMatch(role, columns, matchesName) ??
    (role === 'text' || role === 'label' ? columnByMatch(role, columns, containsName) : undefined)
  )
}

function columnByMatch(
  role: ColumnRole,
  columns: readonly ColumnFacts[],
  is: (column: ColumnSpelling, name: string) => boolean,
) {
  const fitting = columns.filter(column => fitsRole(role, column)).map(column => [column, spellingOf(column)] as const)
  for (const name of knownNames[role]) {
    const found = fitting.find(([, column]) => is(column, name))
    if (found) return found[0]
  }
  return undefined
}

/** The lower-case name of a column, and its parts that may match. */
interface ColumnSpelling {
  readonly name: string
  readonly last: string
  readonly words: readonly string[]
}

/** Cached, because a table can have ten thousand columns, and each is compared with all names. */
const spellings = new WeakMap<ColumnFacts, ColumnSpelling>()

function spellingOf(column: ColumnFacts): ColumnSpelling {
  const known = spellings.get(column)
  if (known) return known
  const name = column.name.toLowerCase()
  const made = { name, last: name.split('.').at(-1) ?? '', words: name.split(/[^\p{L}\p{N}]+/u) }
  spellings.set(column, made)
  return made
}

/** “translation.en” matches en. */
const matchesName = (column: ColumnSpelling, name: string) => column.name === name || column.last === name
/** “Review body” contains a name as a word; Chinese names are written without spaces, and end with the noun: 评论内容. */
const containsName = (column: ColumnSpelling, name: string) =>
  column.words.includes(name) || (column.name.endsWith(name) && /^\p{sc=Han}+$/u.test(name))

/** Columns with such names are often technical: a constant one is no label. */
const isTypeName = (name: string) => /(^|\W)(type|kind)$/i.test(name)

function fitsRole(role: ColumnRole, { name, numeric, values }: ColumnFacts): boolean {
  if (role === 'label') return values !== undefined && !(values.length === 1 && isTypeName(name))
  if (role === 'score' || role === 'start') return numeric
  return role === 'tags' || role === 'answer' || !numeric
}

/** The column with the longest texts is the text; the one with the fewest different values is the label. */
function columnByContent(role: ColumnRole, columns: readonly ColumnFacts[]): ColumnFacts | undefined {
  const texts = columns.filter(({ numeric }) => !numeric).toSorted((a, b) => b.letters - a.letters)
  if (role === 'text' || role === 'context' || role === 'source') return texts[0]
  if (role === 'label')
    return columns.filter(column => column.values && !areDates(column)).toSorted((a, b) => count(a) - count(b))[0]
  if (role === 'score') return columns.find(({ numeric, values }) => numeric && !values)
  return role === 'start' || role === 'tags' ? undefined : texts[0]
}

const count = ({ values }: Pick<ColumnFacts, 'values'>) => values?.length ?? 0

/** The shape of a table's rows, by the names and contents of its columns. */
export function inferRowShape(columns: readonly ColumnFacts[]): RowShape {
  const has = (...roles: ColumnRole[]) => roles.every(role => columnByName(role, columns))
  if (has('context', 'question', 'answer')) return 'questions'
  if (has('tokens', 'tags')) return 'tags'
  if (hasPairByName(columns) || languageColumns(columns)) return 'pairs'
  if (has('text', 'label')) return 'label'
  if (has('text', 'score')) return 'score'
  if (isTextAndLabel(columns) || isLabelled(columns)) return 'label'
  if (has('text') && columns.some(isSummary)) return 'pairs'
  return areNamelessPairs(columns) ? 'pairs' : 'text'
}

/** Whether a cell begins with a date or a time. */
export const isDate = (cell: string) =>
  /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d{2})(?=$|[\sT:日])/.test(cell)

/** Dates repeat, but are no labels. */
const areDates = ({ values = [] }: ColumnFacts): boolean => values.length > 0 && values.every(isDate)

/** Apart from row numbers, one column of texts and one with few different values. */
function isTextAndLabel(columns: readonly ColumnFacts[]): boolean {
  const [text, label, ...others] = columns
    .filter(column => column.filled > 0 && (!column.numeric || column.values) && !areDates(column))
    .toSorted((a, b) => b.letters - a.letters)
  const labels = label?.values?.length ?? labelCountLimit
  return text?.numeric === false && others.length === 0 && labels > 1 && labels < labelCountLimit
}

/** A summary beside a text. */
const isSummary = (column: ColumnFacts): boolean =>
  !column.numeric && column.filled > 0 && summaries.some(known => matchesName(spellingOf(column), known))
const summaries: readonly string[] = ['summary', 'highlights', '摘要']

/** A column named as a label, beside texts with any name. */
function isLabelled(columns: readonly ColumnFacts[]): boolean {
  const label = columnByName('label', columns)
  const [text] = columns.filter(column => column !== label && !column.numeric).toSorted((a, b) => b.letters - a.letters)
  return count(label ?? {}) > 1 && count(label ?? {}) < labelCountLimit && (text?.letters ?? 0) >= minTextLetters
}

/** Average characters from which on a column holds texts rather than names. */
const minTextLetters = 20

/** The source and target in the order of columns, where no names distinguish them. */
function pairInOrder(columns: readonly ColumnFacts[]): readonly [source: string, target: string] | undefined {
  if (hasPairByName(columns)) return undefined
  if (!areNamelessPairs(columns)) return languageColumns(columns)
  const [source, target] = columns.filter(({ numeric, filled }) => !numeric && filled > 0).map(({ name }) => name)
  return source === undefined || target === undefined ? undefined : [source, target]
}

/** Two texts per line without column names are a source and a target. */
function areNamelessPairs(columns: readonly ColumnFacts[]): boolean {
  const texts = columns.filter(({ numeric, filled }) => !numeric && filled > 0)
  return texts.length === 2 && columns.every(({ name }) => /^column \d+$/.test(name))
}

/** Different values below which an unnamed column may be a label. */
const labelCountLimit = 50

/** Whether a source and a target are two different columns: one column may match both names. */
function hasPairByName(columns: readonly ColumnFacts[]): boolean {
  const source = columnByName('source', columns)
  const target = columnByName(
    'target',
    columns.filter(column => column !== source),
  )
  return source !== undefined && target !== undefined && !describesText(columns, source, target)
}

/** Beside a longer text, a “source” with few values is its origin, and an “answer” with few values is a label. */
function describesText(columns: readonly ColumnFacts[], ...pair: readonly ColumnFacts[]): boolean {
  const text = columnByName(
    'text',
    columns.filter(column => !pair.includes(column)),
  )
  return text !== undefined && pair.some(({ values, letters }) => values && letters * 2 < text.letters)
}
