import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tableFromArrays, tableToIPC } from 'apache-arrow'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { reading } from './reading.ts'
import { zip } from './zip.ts'

const { folder, rows, write, problem, warnings } = reading()
const fixtures = join(import.meta.dirname, '../../../fixtures/tables')
const fixture = (name: string) => {
  copyFileSync(join(fixtures, name), join(folder, name))
  return name
}
const named = (pattern: RegExp) => readdirSync(fixtures).filter(name => pattern.test(name))

/** What pyarrow wrote into each of the files, as text. */
const table = [
  { text: 'The whale 鲸 sank.', stars: '5', good: 'true', words: 'a b', kind: 'pos' },
  { text: 'Grüße 👋', stars: '1', good: 'false', day: '', words: '', kind: 'neg' },
  { text: '', stars: '9007199254740993', good: '', words: 'c', kind: 'pos' },
]

describe('Parquet', () => {
  const files = named(/^(none|snappy|gzip|brotli|zstd|lz4|pages-v2)\.parquet$/)
  test('there is a file of each compression', () => expect(files).toHaveLength(7))

  test.each(files)('%s gives its rows', async name => {
    const found = await rows(fixture(name), 'parquet')
    expect(found).toMatchObject(table)
    expect(found[2]?.day).toMatch(/^1851-10-18/)
  })

  test('by DuckDB, with the fields of an object as columns', async () => {
    const found = await rows(fixture('duckdb.parquet'), 'parquet')
    expect(found).toHaveLength(3000)
    expect(found[2999]).toEqual({ text: 'row 2999', label: '2', 's.a': '2999', 's.b': 'x2999' })
    expect(await rows(fixture('duckdb-zstd.parquet'), 'parquet')).toHaveLength(30)
  })

  test('with lists in objects gives their first entries, as answers to questions come', async () => {
    expect(await rows(fixture('nested.parquet'), 'parquet')).toEqual([
      {
        question: 'Who?',
        'answers.text': 'the whale',
        'answers.answer_start': '7',
        chat: 'user: hi',
        'chat.prompt': '',
        'chat.response': '',
      },
    ])
  })

  test('in a folder and in archives', async () => {
    const bytes = readFileSync(join(fixtures, 'snappy.parquet'))
    write('all/a.parquet', bytes)
    write('all/b.parquet.gz', gzipSync(bytes))
    write('all/c.zip', zip([{ name: 'c.parquet', content: bytes }]))
    expect(await rows('all', 'parquet')).toHaveLength(9)
  })

  test('that is truncated or another format is a problem', async () => {
    const bytes = readFileSync(join(fixtures, 'snappy.parquet'))
    const broken = Buffer.from(bytes)
    broken.fill(0xff, 10, 400)
    for (const content of [
      bytes.subarray(0, 1500),
      bytes.subarray(500),
      Buffer.from('text,label'),
      broken,
      Buffer.alloc(0),
    ]) {
      write('bad.parquet', content)
      expect(await problem('bad.parquet', 'parquet')).toMatchObject({ code: 'damaged-table', param: 'path' })
    }
  })
})

describe('Arrow', () => {
  const files = named(/\.arrow$/)
  test('there are files and streams, plain and packed', () => expect(files).toHaveLength(6))

  test('gives dates and decimals like Parquet', async () => {
    const found = await rows(fixture('decimals.ipc'), 'arrow')
    expect(found.map(({ price }) => price)).toEqual(['1.5', '-0.05', '', '12345678901234567890.12'])
    expect(found.map(({ day }) => day?.slice(0, 10))).toEqual(['1851-10-18', '2024-02-29', '', '1970-01-01'])
    expect(found[0]?.at).toBe('2024-01-01T12:00:00.000Z')
  })

  test.each(files)('%s gives its rows', async name => {
    expect(await rows(fixture(name), 'arrow')).toMatchObject(table)
  })

  test('packed by LZ4 in blocks that refer back is unpacked completely', async () => {
    const found = await rows(fixture('long.feather'), 'arrow')
    expect(found.map(row => row.text)).toEqual(
      Array.from({ length: 3000 }, (_, i) => `call me ishmael ${i % 7} `.repeat(40)),
    )
  })

  test('with objects gives their fields as columns, as Parquet does', async () => {
    for (const [name, format] of [
      ['nested.feather', 'arrow'],
      ['bytes.parquet', 'parquet'],
    ] as const)
      expect(await rows(fixture(name), format)).toEqual([
        {
          id: '1',
          context: 'the deep sea',
          'answers.text': 'deep',
          'answers.answer_start': '4',
          raw: '',
          words: 'plain bytes',
        },
        {
          id: '2',
          context: 'a white whale',
          'answers.text': 'white',
          'answers.answer_start': '2',
          raw: '',
          words: '鲸',
        },
      ])
  })

  test('in archives is read, too', async () => {
    for (const name of ['plain.arrow', 'zstd-stream.arrow']) {
      write('a.arrow.gz', gzipSync(readFileSync(join(fixtures, name))))
      expect(await rows('a.arrow.gz', 'arrow')).toHaveLength(3)
    }
  })

  test('that is truncated or another format is a problem', async () => {
    const bytes = readFileSync(join(fixtures, 'plain.arrow'))
    for (const content of [bytes.subarray(0, 900), Buffer.from('no arrow at all'), Buffer.alloc(0)]) {
      write('bad.arrow', content)
      expect(await problem('bad.arrow', 'arrow')).toMatchObject({ code: 'damaged-table' })
    }
  })
})

describe('what Hugging Face writes about a table', () => {
  test.each(['classes.parquet', 'classes.ipc'])('names the classes of %s, also in lists and objects', async name => {
    const found = await rows(fixture(name), name.endsWith('.ipc') ? 'arrow' : 'parquet')
    expect(found).toEqual([
      { text: 'good', label: 'pos', tokens: 'In Paris', ner_tags: 'O B-LOC', old_tags: 'O B-LOC', 'more.kind': 'b' },
      { text: 'bad', label: 'neg', tokens: 'no', ner_tags: 'O', old_tags: 'O', 'more.kind': 'a' },
      { text: 'who knows', label: '', tokens: 'so', ner_tags: 'O', old_tags: 'O', 'more.kind': '' },
    ])
  })
})

describe('a table with unsupported parts', () => {
  test('is read without a column of an unsupported type, which is reported', async () => {
    const found = await rows(fixture('interval.parquet'), 'parquet')
    expect(Object.keys(found[0] ?? {})).toEqual(['text'])
    expect(warnings().at(-1)).toMatch(/^The column “v” of “.*” has an unsupported type; it was skipped\.$/)
    const silent = warnings().length
    expect(await rows('interval.parquet', 'parquet', { named: { text: 'text' } })).toHaveLength(found.length)
    expect(warnings()).toHaveLength(silent)
  })

  test('says which column it is when that is the one to read', async () => {
    const found = await problem(fixture('interval.parquet'), 'parquet', { named: { text: 'text', label: 'v' } })
    expect(found).toMatchObject({ code: 'unreadable-column', param: 'label' })
    expect(found?.message.en).toContain('The column “v”')
  })

  test('says that it is encrypted, or written in a way we do not know', async () => {
    expect(await problem(fixture('encrypted.parquet'), 'parquet')).toMatchObject({ code: 'locked-table' })
    const found = await problem(fixture('run-ends.ipc'), 'arrow')
    expect(found?.code).toBe('unsupported-table')
    expect(found?.message.en).toContain('(RunEndEncoded)')
    write('old.feather', `FEA1${'\0'.repeat(200)}FEA1`)
    expect((await problem('old.feather', 'arrow'))?.message.en).toContain('(Feather 1)')
  })
})

describe('JSON', () => {
  const objects = [
    { text: 'a "b" {c} [d]', n: 1, deep: { x: null, y: ['p', 'q'] } },
    { text: '鲸\n👋', other: true },
  ]
  const wanted = [
    { text: 'a "b" {c} [d]', n: '1', 'deep.x': '', 'deep.y': 'p' },
    { text: '鲸\n👋', other: 'true' },
  ]
  test.each([
    ['a line each', objects.map(o => JSON.stringify(o)).join('\n')],
    ['a list', JSON.stringify(objects)],
    ['a list over many lines', JSON.stringify(objects, null, 2)],
    ['an object with a list', JSON.stringify({ version: '1', data: objects }, null, 2)],
    ['the same in one line', JSON.stringify({ version: '1', data: objects })],
    [
      'the same deeper, beside other lists',
      JSON.stringify({ page: { of: { tags: ['x'], ids: [1, 2], items: objects } } }),
    ],
  ])('may be %s', async (_, content) => {
    write('rows.json', content)
    expect(await rows('rows.json', 'json')).toEqual(wanted)
  })

  test('may be a list of texts', async () => {
    write('texts.json', '["one", "two, three"]')
    expect(await rows('texts.json', 'json')).toEqual([{ text: 'one' }, { text: 'two, three' }])
  })

  test('keeps lists of words as words with spaces between', async () => {
    write('words.jsonl', '{"tokens":["The","whale"],"tags":[3,7]}')
    expect(await rows('words.jsonl', 'json')).toEqual([{ tokens: 'The whale', tags: '3 7' }])
  })

  test('is read whole in pieces that end anywhere', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({ text: `"${i}" \\ 鲸]`, n: [i] }))
    write('many.json', JSON.stringify(many))
    const found = await rows('many.json', 'json')
    expect(found).toHaveLength(30_000)
    expect(found.at(-1)).toEqual({ text: '"29999" \\ 鲸]', n: '29999' })
  })

  test('one row that holds objects is still a row when others follow', async () => {
    const row = { text: 'a', turns: [{ who: 'b' }] }
    write('rows.jsonl', `${JSON.stringify(row)}\n\n${JSON.stringify(row)}\n`)
    expect(await rows('rows.jsonl', 'json')).toEqual([
      { text: 'a', turns: '[{"who":"b"}]' },
      { text: 'a', turns: '[{"who":"b"}]' },
    ])
  })

  test('gives the questions of SQuAD and its like, with their contexts', async () => {
    const context = '鲸鱼生活在深海里。'
    const answered = {
      id: '1',
      question: '鲸鱼住在哪里？',
      answers: [{ text: '深海', answer_start: 5 }, { text: '海' }],
    }
    const open = { id: '2', question: '为什么？', answers: [], is_impossible: true }
    const article = { title: '鲸', paragraphs: [{ context, qas: [answered, open] }] }
    for (const spaces of [0, 2]) {
      write('squad.json', JSON.stringify({ version: '2.0', data: [article, article] }, null, spaces))
      const found = await rows('squad.json', 'json')
      expect(found).toHaveLength(4)
      expect(found.slice(0, 2)).toEqual([
        { context, question: '鲸鱼住在哪里？', answer: '深海', answer_start: '5' },
        { context, question: '为什么？', answer: '', answer_start: '' },
      ])
    }
  })

  test('with bad lines counts them and says which; they are left out only when asked', async () => {
    write('bad.jsonl', '{"text":"a"}\noops\n{"text":"b"}\n\n{"text":\n[1,2]\n')
    const found = await problem('bad.jsonl', 'json')
    expect(found?.code).toBe('bad-lines')
    expect(found?.message.en).toMatch(/^3 lines of .* are not valid JSON: 2, 5, 6\.$/)
    expect(await rows('bad.jsonl', 'json', { options: { skip: true } })).toEqual([{ text: 'a' }, { text: 'b' }])
    expect(warnings().at(-1)).toMatch(/^3 malformed lines of .* were skipped\.$/)
  })

  test.each(['[{"text":"a"},', '[{"text":"a"} oops]', '[1, 2]'])(
    'that is no list of rows is a problem: %s',
    async content => {
      write('bad.json', content)
      expect(await problem('bad.json', 'json')).toMatchObject({ code: 'bad-json' })
    },
  )
})

describe('SQLite', () => {
  const path = join(folder, 'reviews.sqlite')
  const database = new Database(path)
  database.exec(`CREATE TABLE reviews (body TEXT, stars INTEGER);
    INSERT INTO reviews VALUES ('Good 鲸', 5), (NULL, 9007199254740993);
    CREATE TABLE other (x);
    CREATE VIEW "good ones" AS SELECT body FROM reviews WHERE stars = 5`)
  database.close()
  const query = (query: string) => ({ options: { query } })

  test('gives the rows of a query, or of its first table', async () => {
    expect(await rows('reviews.sqlite', 'sqlite')).toEqual([
      { body: 'Good 鲸', stars: '5' },
      { body: '', stars: '9007199254740993' },
    ])
    expect(
      await rows('reviews.sqlite', 'sqlite', query('SELECT upper(body) AS text FROM reviews WHERE stars = 5')),
    ).toEqual([{ text: 'GOOD 鲸' }])
  })

  test('is never written', async () => {
    for (const bad of ['DELETE FROM reviews', 'DELETE FROM reviews RETURNING body', 'INSERT INTO other VALUES (1)'])
      expect(await problem('reviews.sqlite', 'sqlite', query(bad))).toMatchObject({
        code: 'writing-query',
        param: 'query',
      })
    expect(await rows('reviews.sqlite', 'sqlite')).toHaveLength(2)
  })

  test('reports errors of a running query in SQLite’s words', async () => {
    const found = await problem(
      'reviews.sqlite',
      'sqlite',
      query("SELECT json_extract(body, '$.t') AS text FROM reviews"),
    )
    expect(found).toMatchObject({ code: 'bad-query', param: 'query' })
    expect(found?.message.en).toContain('(malformed JSON)')
    expect(found?.message.zh).toContain('（malformed JSON）')
  })

  test.each(['?', ':stars'])('wants values in place of parameters such as %s', async parameter => {
    const found = await problem(
      'reviews.sqlite',
      'sqlite',
      query(`SELECT body FROM reviews WHERE stars = ${parameter}`),
    )
    expect(found).toMatchObject({ code: 'open-parameter', param: 'query' })
  })

  test('and a query it does not understand are told apart from a damaged file', async () => {
    const wrong = await problem('reviews.sqlite', 'sqlite', query('SELECT body FROM nowhere'))
    expect(wrong?.message.en).toBe('The query failed (no such table: nowhere).')
    expect(wrong?.fix.en).toBe(
      'Correct it, for example: SELECT * FROM reviews. Available tables: reviews, other, "good ones".',
    )
    expect(await problem('reviews.sqlite', 'sqlite', query('SELECT 1; SELECT 2'))).toMatchObject({ code: 'bad-query' })
    write('bad.sqlite', 'no database at all, but long enough to be looked at '.repeat(40))
    expect(await problem('bad.sqlite', 'sqlite')).toMatchObject({ code: 'damaged-table' })
    expect(await problem('missing.sqlite', 'sqlite')).toMatchObject({ code: 'missing-file' })
  })
})

test('NaN is an empty cell, not a label', async () => {
  const columns = { text: ['a', 'b'], label: Float64Array.of(1, Number.NaN) }
  write('nan.arrow', tableToIPC(tableFromArrays(columns), 'file'))
  expect(await rows('nan.arrow', 'arrow')).toEqual([
    { text: 'a', label: '1' },
    { text: 'b', label: '' },
  ])
})
