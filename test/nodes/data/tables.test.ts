import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import type { ColumnFacts, TableFacts } from '../../../core/data/table-facts.ts'
import { graphSchema } from '../../../core/graph/graph.ts'
import type { FileSource, Rows } from '../../../core/plan/plan.ts'
import { Refusal } from '../../../core/problem.ts'
import { inferColumns, inferRowShape } from '../../../nodes/data/columns/infer-columns.ts'
import { blocks } from '../../main/data/pipeline.ts'

const column = (name: string, more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  name,
  filled: 1,
  letters: 40,
  numeric: false,
  ...more,
})
const few = (name: string, ...values: string[]) => column(name, { letters: 3, values, numeric: values.every(Number) })

describe('what a table is for is guessed from its columns', () => {
  test.each([
    ['text', ['text']],
    ['text', ['id', 'content']],
    ['pairs', ['source', 'target']],
    ['pairs', ['translation.en', 'translation.target']],
    ['pairs', ['instruction', 'response']],
    ['pairs', ['原文', '译文']],
    ['pairs', ['问题', '答案']],
    ['pairs', ['Frage', 'Antwort']],
    ['pairs', ['text', 'summary', 'title']],
    ['questions', ['context', 'question', 'answers.text', 'answers.answer_start']],
  ])('%s: %j', (shape, names) => {
    const columns = names.map(name => column(name, name.endsWith('start') || name === 'id' ? { numeric: true } : {}))
    expect(inferRowShape(columns)).toBe(shape)
  })

  test.each([
    [['english', 'chinese']],
    [['translation.en', 'translation.zh']],
    [['id', 'de', 'en']],
    [['text_fr', 'text_it', 'url']],
    [['英文', '中文']],
    [['中文', 'English']],
    [['Source (German)', 'Source (Dutch)']],
    [['Deutsch', 'Englisch']],
    [['English', 'Français']],
  ])('columns that are called alike but for a language are pairs, in their order: %j', names => {
    const columns = names.map(name => column(name))
    const [source, target] = names.filter(name => name !== 'id')
    expect(inferRowShape(columns)).toBe('pairs')
    expect(inferColumns(columns, 'pairs')).toEqual({ source, target })
  })

  test('two texts in columns without names are pairs', () => {
    const columns = [column('column 1'), column('column 2', { letters: 60 }), column('column 3', { numeric: true })]
    expect(inferRowShape(columns)).toBe('pairs')
    expect(inferColumns(columns, 'pairs')).toEqual({ source: 'column 1', target: 'column 2' })
  })

  test('names in which a language only happens to be are no pairs', () => {
    expect(inferRowShape(['id', 'en'].map(name => column(name)))).toBe('text')
    expect(inferRowShape(['is_new', 'text_en'].map(name => column(name)))).toBe('text')
    expect(inferRowShape([column('english'), few('chinese', '1', '2')])).not.toBe('pairs')
  })

  test('what always says the same is no label, unless it is called one', () => {
    expect(inferRowShape([column('body'), column('version', { letters: 3, values: ['1.1'] })])).toBe('text')
    expect(inferRowShape([column('body'), column('label', { letters: 3, values: ['pos'] })])).toBe('label')
  })

  test('a label that is called one makes labels of a table with texts of any name, and numbers', () => {
    const columns = [
      column('Nr', { numeric: true }),
      column('Kundentext'),
      few('Bewertung', 'gut', 'schlecht'),
      few('Note', '1', '2'),
    ]
    expect(inferRowShape(columns)).toBe('label')
    expect(inferColumns(columns, 'label')).toEqual({ text: 'Kundentext', label: 'Bewertung' })
    expect(inferRowShape([column('name', { letters: 9 }), few('type', 'a', 'b'), few('sex', 'f', 'm')])).toBe('text')
  })

  test('what always says the same type is no label', () => {
    expect(inferRowShape([column('text'), few('type', 'message')])).toBe('text')
    expect(inferRowShape([column('text'), few('type', 'question', 'answer')])).toBe('label')
  })

  test('Chinese names end with what a column is', () => {
    const columns = [
      column('用户名'),
      few('情感标签', '正', '负'),
      column('评论内容', { letters: 30 }),
      few('城市', '北京', '上海'),
    ]
    expect(inferRowShape(columns)).toBe('label')
    expect(inferColumns(columns, 'label')).toEqual({ text: '评论内容', label: '情感标签' })
  })

  test('two texts that are judged together are read together', () => {
    const columns = [
      column('premise'),
      column('hypothesis'),
      few('label', '0', '1', '2'),
      column('premise + hypothesis'),
    ]
    expect(inferRowShape(columns)).toBe('label')
    expect(inferColumns(columns, 'label')).toEqual({ text: 'premise + hypothesis', label: 'label' })
  })

  test('an instruction and what it is about are read together', () => {
    const names = ['instruction', 'input', 'output', 'instruction + input']
    const columns = names.map(name => column(name, name === 'input' ? { filled: 0.4 } : {}))
    expect(inferRowShape(columns)).toBe('pairs')
    expect(inferColumns(columns, 'pairs')).toEqual({ source: 'instruction + input', target: 'output' })
  })

  test.each([
    ['where a text is from', [few('source', 'bbc', 'cnn'), column('title'), column('content', { letters: 200 })]],
    ['what was decided', [column('text'), few('meta.src', 'a', 'b'), few('answer', 'accept', 'reject')]],
  ])('%s makes no pair beside a longer text', (_, columns) => {
    expect(inferRowShape(columns)).not.toBe('pairs')
    expect(inferRowShape(columns.map(column => ({ ...column, letters: 40 })))).toBe('pairs')
  })

  test('a text and what always says one of few things is a text and its label, whatever their names', () => {
    const columns = [few('column 1', 'neg', 'pos'), column('column 2')]
    expect(inferRowShape(columns)).toBe('label')
    expect(inferColumns(columns, 'label')).toEqual({ text: 'column 2', label: 'column 1' })
    expect(inferRowShape([column('id', { numeric: true }), column('Review body'), few('verdict', 'bad', 'good')])).toBe(
      'label',
    )
  })

  test.each([
    ['2024-01-01', '2024-01-02 10:30:00'],
    ['31.12.2024', '1/5/24'],
    ['2024年1月2日', '2024年12月31日'],
    ['08:15', '17:40:01'],
  ])('days and times are no labels: %s', (one, other) => {
    expect(inferRowShape([column('comment'), few('when', one, other)])).toBe('text')
    const columns = [column('comment'), few('when', one, other), few('verdict', 'a', 'b', 'c')]
    expect(inferRowShape(columns)).toBe('label')
    expect(inferColumns(columns, 'label')).toMatchObject({ label: 'verdict' })
  })

  test('a column of few things is no label when it is a number that is called a score', () => {
    expect(inferRowShape([column('sentence'), column('score', { numeric: true, letters: 3 })])).toBe('score')
    expect(inferRowShape([column('text'), few('stars', '1', '2', '5')])).toBe('label')
  })

  test('many thousand columns are looked through in seconds', () => {
    const columns = Array.from({ length: 20_000 }, (_, i) => column(`votes.user${i}`))
    const begun = performance.now()
    expect(inferRowShape([...columns, column('text'), few('label', '1', '2')])).toBe('label')
    expect(performance.now() - begun).toBeLessThan(6000)
  })

  test('words and tags go by their names', () => {
    const columns = [column('id'), column('tokens'), column('ner_tags', { numeric: false })]
    expect(inferRowShape(columns)).toBe('tags')
    expect(inferColumns(columns, 'tags')).toEqual({ tokens: 'tokens', tags: 'ner_tags' })
  })

  test('the longest texts are the text where no name helps, and what the user says stays', () => {
    const columns = [
      column('a', { letters: 10 }),
      column('b', { letters: 500 }),
      column('empty', { filled: 0, letters: 0 }),
    ]
    expect(inferColumns(columns, 'text')).toEqual({ text: 'b' })
    expect(inferColumns(columns, 'pairs', { target: 'b' })).toEqual({ target: 'b', source: 'a' })
  })
})

describe('a table block', () => {
  const facts = (...columns: ColumnFacts[]): TableFacts => ({
    columns,
    first: [],
    rows: 9,
    complete: true,
    remarks: [],
  })
  const rowsOf = (type: string, params: Record<string, unknown>): Rows => {
    const block = blocks.get(type)
    if (!block) throw new Error(`there is no block ${type}`)
    return (block.compile({} as never, block.params.parse(params) as never) as { rows: Rows }).rows
  }
  const refusal = (params: Record<string, unknown>) => {
    try {
      rowsOf('csv-file', { path: 'a.csv', ...params })
    } catch (error) {
      if (error instanceof Refusal) return error.problem
      throw error
    }
    return expect.unreachable('it was compiled')
  }

  test.each(['csv-file', 'excel-file', 'json-lines', 'parquet-file', 'arrow-file', 'sqlite-query'])(
    '%s gives the columns it finds, and the labels that occur',
    type => {
      const found = facts(column('body'), few('stars', '1', '5'), column('id'))
      const rows = rowsOf(type, { path: 'a', shape: 'label', found, keep: 'id' })
      expect(rows).toMatchObject({ columns: ['text', 'label'], labels: ['1', '5'], steps: [] })
      expect((rows.source as FileSource).named).toEqual({ text: 'body', label: 'stars' })
      expect((rows.source as FileSource).keep).toEqual(['id'])
    },
  )

  test('keeps columns whose names have commas, and says when there is none of a name', () => {
    const why = 'What, and why?'
    const found = facts(column('body'), column(why))
    const kept = (keep: string) => rowsOf('csv-file', { path: 'a', shape: 'text', text: 'body', found, keep })
    expect(kept(`"${why}"，“body”`)).toMatchObject({ others: [why, 'body'] })
    expect(refusal({ shape: 'text', text: 'body', found, keep: why })).toMatchObject({
      code: 'no-column',
      param: 'keep',
    })
  })

  test('of words takes its tags from all words that occur', () => {
    const found = facts(column('tokens'), column('tags', { words: ['ADJ', 'NOUN'] }))
    expect(rowsOf('json-lines', { path: 'a', found })).toMatchObject({
      columns: ['tokens', 'tags'],
      labels: ['ADJ', 'NOUN'],
    })
  })

  test('goes by plain names where nobody has looked yet', () => {
    expect(rowsOf('csv-file', { path: 'a.csv', shape: 'pairs' }).source).toMatchObject({
      named: { source: 'source', target: 'target' },
    })
  })

  test('without a file is not ready yet, which is no error', () => {
    const graph = graphSchema.parse({
      format: 'patchbay/1',
      blocks: [{ id: 'data', type: 'csv-file', params: { path: ' ' } }],
    })
    const checked = checkGraph(graph, blocks)
    const compiled = checked.ok ? compilePlan(checked.value) : checked
    expect(compiled.ok ? [] : compiled.problems[0]).toMatchObject({
      code: 'missing-param',
      severity: 'missing',
      param: 'path',
    })
  })

  test('refuses columns that are not there, or empty', () => {
    const found = facts(column('text'), column('note', { filled: 0 }))
    expect(refusal({ found, text: 'body' })).toMatchObject({ code: 'no-column', param: 'text' })
    expect(refusal({ found, text: 'note' })).toMatchObject({ code: 'empty-column', param: 'text' })
    expect(refusal({ found, shape: 'pairs' })).toMatchObject({ code: 'no-fitting-column', param: 'target' })
  })

  test('says which column is empty where another could not take its place', () => {
    const found = facts(column('text', { filled: 0, letters: 0 }), few('label', 'neg', 'pos'))
    expect(refusal({ found })).toMatchObject({ code: 'empty-column', param: 'text' })
    const unlabelled = facts(column('text'), column('label', { filled: 0, letters: 0 }))
    expect(refusal({ found: unlabelled, shape: 'label' })).toMatchObject({ code: 'empty-column', param: 'label' })
    const other = facts(column('text', { filled: 0, letters: 0 }), column('content'))
    expect((rowsOf('csv-file', { path: 'a', found: other }).source as FileSource).named).toEqual({ text: 'content' })
  })

  test('refuses one label, and a column that says too many things', () => {
    expect(refusal({ found: facts(column('text'), few('label', 'spam')), shape: 'label' })).toMatchObject({
      code: 'one-label',
      param: 'label',
    })
    const many = facts(column('text'), column('label'))
    expect(refusal({ found: many, shape: 'label', label: 'label' })).toMatchObject({
      code: 'many-labels',
      param: 'labels',
    })
    expect(
      rowsOf('csv-file', { path: 'a', found: many, shape: 'label', label: 'label', labels: 'a, b' }).labels,
    ).toEqual(['a', 'b'])
  })
})
