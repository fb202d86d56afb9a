import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../../main/data/inspect/inspect-table.ts'
import { blockForFile } from '../../../../main/files/block-for-file.ts'
import { blocks } from '../../../../nodes/index.ts'
import { reading } from './reading.ts'

const { rows, write, problem, warnings } = reading()
const csv = async (content: string | Uint8Array, options = {}, name = 'table.csv') => {
  write(name, content)
  return rows(name, 'csv', { options })
}
const refused = async (content: string, options = {}) => {
  write('bad.csv', content)
  return problem('bad.csv', 'csv', { options })
}

describe('a table in text', () => {
  const wanted = [
    { text: 'Good, very', label: 'pos' },
    { text: 'Bad\nin two lines', label: 'neg' },
  ]
  test.each([
    ['commas', 'text,label\n"Good, very",pos\n"Bad\nin two lines",neg\n'],
    [
      'semicolons, as Excel writes where a comma is a decimal sign',
      'text;label\r\nGood, very;pos\r\n"Bad\nin two lines";neg',
    ],
    ['tabs', 'text\tlabel\nGood, very\tpos\n"Bad\nin two lines"\tneg\n'],
    ['bars', 'text|label\nGood, very|pos\n"Bad\nin two lines"|neg\n'],
    ['single quotes', "text,label\n'Good, very',pos\n'Bad\nin two lines',neg\n"],
  ])('may have %s', async (_, content) => {
    expect(await csv(content)).toEqual(wanted)
  })

  test('may have a backslash before the quotation marks within cells, also where they come late', async () => {
    const content = 'text,label\n"He said \\"hi\\", ok",a\n"No",b\n'
    const wanted = [
      { text: 'He said "hi", ok', label: 'a' },
      { text: 'No', label: 'b' },
    ]
    expect(await csv(content)).toEqual(wanted)
    expect(await csv(content, { escape: 'backslash' })).toEqual(wanted)
    const late = await csv(`id,text\n${'0,"plain"\n'.repeat(300)}1,"in \\"quotes\\" here"\n`)
    expect(late.at(-1)).toEqual({ id: '1', text: 'in "quotes" here' })
    expect(await refused(content, { escape: 'doubled', quote: 'double' })).toMatchObject({ code: 'stray-quote' })
  })

  test('keeps backslashes that precede no quotation mark', async () => {
    const content = 'path,label\n"C:\\new, folder\\",a\n"say ""x"" \\n",b\n'
    expect(await csv(content)).toEqual([
      { path: 'C:\\new, folder\\', label: 'a' },
      { path: 'say "x" \\n', label: 'b' },
    ])
  })

  test('may double single quotes within single quotes', async () => {
    expect(await csv("text,label\n'it''s, well',a\n'no, no',b\n", { quote: 'single' })).toEqual([
      { text: "it's, well", label: 'a' },
      { text: 'no, no', label: 'b' },
    ])
  })

  test('may be in any encoding', async () => {
    expect(await csv(Buffer.from('\ufefftext,label\nGrüße,de\n世界,zh\n', 'utf16le'))).toEqual([
      { text: 'Grüße', label: 'de' },
      { text: '世界', label: 'zh' },
    ])
  })

  test('may have quotation marks that are part of the text, as in tab-separated exports', async () => {
    const content = 'text\tlabel\n"Call me Ishmael" is how it begins\tpos\n5" of rain\tneg\n'
    expect(await csv(content, {}, 'a.tsv')).toEqual([
      { text: '"Call me Ishmael" is how it begins', label: 'pos' },
      { text: '5" of rain', label: 'neg' },
    ])
  })

  test('may begin with the line in which Excel declares its delimiter', async () => {
    write('sep.csv', '\ufeffsep=;\r\ntext;label\r\n"a, b; c";x\r\nd, e;y\r\n')
    expect(await rows('sep.csv', 'csv')).toEqual([
      { text: 'a, b; c', label: 'x' },
      { text: 'd, e', label: 'y' },
    ])
    write('sep.csv', 'sep=;\ntext;label\na;x\nb;y;z\n')
    expect((await problem('sep.csv', 'csv'))?.message.en).toMatch(/^Line 4 of .* has 3 cells; the first line has 2\.$/)
  })

  test('may have no column names; columns are then numbered', async () => {
    const content = 'pos,I liked it\nneg,It was bad\npos,Fine\n'
    expect((await csv(content))[0]).toEqual({ 'column 1': 'pos', 'column 2': 'I liked it' })
    expect((await csv('a,b\nc,d', { header: 'no' }))[0]).toEqual({ 'column 1': 'a', 'column 2': 'b' })
    expect(await csv('pos,1\npos,2', { header: 'yes' })).toEqual([{ pos: 'pos', '1': '2' }])
  })

  test('may have an unnamed index column, as pandas writes it, which is reported', async () => {
    expect(await csv(',text\n0,a\n1,b\n')).toEqual([
      { 'column 1': '0', text: 'a' },
      { 'column 1': '1', text: 'b' },
    ])
    expect(warnings().at(-1)).toMatch(/^Column 1 of “.*table\.csv” has no name; it is called “column 1”\.$/)
  })

  test('is read completely when it arrives in chunks that end anywhere', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `"row ${i}, ""quoted""\nnext",鲸${i}`)
    const found = await csv(`text,label\n${lines.join('\n')}\n`)
    expect(found).toHaveLength(20_000)
    expect(found[19_999]).toEqual({ text: 'row 19999, "quoted"\nnext', label: '鲸19999' })
  })
})

test('a cell longer than the sample for detection does not hide the delimiter', async () => {
  const found = await csv(`text;label\n"${'one; two, three\n'.repeat(8000)}";pos\nshort;neg\n`)
  expect(found.map(row => row.label)).toEqual(['pos', 'neg'])
})

describe('a broken table is a problem that says where', () => {
  test('rows that differ in their number of cells', async () => {
    const content = 'text,label\nfine,pos\n"two\nlines",neg\nmore, than, two\nfine,pos\n'
    const found = await refused(content)
    expect(found).toMatchObject({ code: 'unequal-row', param: 'path' })
    expect(found?.message.en).toMatch(/^Line 5 of .* has 3 cells; the first line has 2\.$/)
    expect(await csv(content, { skip: true })).toHaveLength(3)
    expect(warnings().at(-1)).toMatch(/^1 malformed line of .* was skipped\.$/)
  })

  test('a quotation mark that is never closed', async () => {
    const found = await refused('text,label\nfine,pos\n"open,neg\nmore,pos\n')
    expect(found?.code).toBe('open-quote')
    expect(found?.message.en).toMatch(/^A quotation mark in line 3 of /)
    expect(await csv('text,label\nfine,pos\n"open,neg\n', { quote: 'none' })).toContainEqual({
      text: '"open',
      label: 'neg',
    })
  })

  test('letters after a closing quotation mark', async () => {
    const content = `text,label\n${'"a, b",pos\n'.repeat(30)}"shut" and on,neg\n`
    const found = await refused(content, { quote: 'double' })
    expect(found?.code).toBe('stray-quote')
    expect(found?.message.en).toMatch(/^Line 32 of /)
  })

  test('a quotation mark within a cell that has none around it', async () => {
    const found = await refused(`text,label\n${'"a, b",pos\n'.repeat(9000)}she said "no",neg\n`)
    expect(found?.code).toBe('inner-quote')
    expect(found?.message.en).toMatch(/^Line 9002 of /)
  })

  test('nothing in it', async () => {
    expect(await refused('')).toMatchObject({ code: 'empty-file' })
    expect(await refused('text,label\n', { header: 'yes' })).toMatchObject({ code: 'empty-file' })
  })
})

describe('columns', () => {
  const content = 'id,body,stars,note\n1,Good,5,\n2,,4,\n3,Bad,1,\n'
  test('go by the names a plan knows, and those to keep by their own', async () => {
    write('named.csv', content)
    const named = { text: 'body', label: 'stars' } as const
    expect(await rows('named.csv', 'csv', { named })).toEqual([
      { text: 'Good', label: '5' },
      { text: 'Bad', label: '1' },
    ])
    expect((await rows('named.csv', 'csv', { named, keep: ['id'] }))[1]).toEqual({ id: '3', text: 'Bad', label: '1' })
    expect(warnings().at(-1)).toBe('1 row with an empty “body” or “stars” was skipped.')
  })

  test('that are missing or empty are a problem at their parameter', async () => {
    write('named.csv', content)
    const missing = await problem('named.csv', 'csv', { named: { text: 'review' } })
    expect(missing).toMatchObject({ code: 'no-column', param: 'text' })
    expect(missing?.message.en).toContain('Available columns: id, body, stars, note.')
    const empty = await problem('named.csv', 'csv', { named: { label: 'note', text: 'body' } })
    expect(empty).toMatchObject({ code: 'empty-column', param: 'label' })
  })

  test('of words and tags must agree', async () => {
    write('tags.csv', 'words,tags\nThe  whale,DET NOUN\nsank fast,VERB\n')
    const named = { tokens: 'words', tags: 'tags' }
    const found = await problem('tags.csv', 'csv', { named })
    expect(found?.message.en).toBe('Row 2 has 2 words but 1 tags.')
  })

  test('of questions find their answers', async () => {
    write('q.csv', 'c,q,a,s\nThe whale sank the ship.,What sank?,the ship,15\n')
    const named = { context: 'c', question: 'q', answer: 'a' } as const
    expect((await rows('q.csv', 'csv', { named }))[0]).toMatchObject({ answer: 'the ship', start: '15' })
    write('q.csv', 'c,q,a,s\nwe see we,Who?,we,7\n')
    expect(await problem('q.csv', 'csv', { named })).toMatchObject({ code: 'lost-answer', param: 'answer' })
    expect((await rows('q.csv', 'csv', { named: { ...named, start: 's' } }))[0]).toMatchObject({ start: '7' })
  })

  test('of scores may have a comma before their decimals, where it cannot part thousands', async () => {
    const path = write('grades.csv', 'Kommentar;Note\ngut;1,0\nso so;3,25\nschlecht;-0,125\n')
    const { columns } = await inspectTable({ kind: 'files', path, format: 'csv' })
    expect(columns[1]).toMatchObject({ numeric: true })
    const named = { text: 'Kommentar', score: 'Note' } as const
    expect((await rows('grades.csv', 'csv', { named })).map(({ score }) => score)).toEqual(['1.0', '3.25', '-0.125'])
    write('sales.csv', 'Kommentar;Note\nviel;1,234\n')
    expect(await problem('sales.csv', 'csv', { named })).toMatchObject({ code: 'no-score' })
  })

  test('of scores must be numbers', async () => {
    write('s.csv', 't,n\na,3.5\nb,many\n')
    const found = await problem('s.csv', 'csv', { named: { text: 't', score: 'n' } })
    expect(found).toMatchObject({ code: 'no-score', param: 'score' })
    expect(found?.message.en).toContain('Row 2')
  })
})

test('a deck of Anki tells how it is written, and has no names', async () => {
  const deck = '#separator:Semicolon\n#html:true\n#tags column:3\nHaus;house;a\nHund, groß;dog;a\n'
  const path = write('deck.txt', deck)
  expect(await blockForFile(path, blocks)).toMatchObject({ type: 'csv-file' })
  expect(await rows('deck.txt', 'csv')).toEqual([
    { 'column 1': 'Haus', 'column 2': 'house', 'column 3': 'a' },
    { 'column 1': 'Hund, groß', 'column 2': 'dog', 'column 3': 'a' },
  ])
  write('deck.txt', `${deck}"open;`)
  expect((await problem('deck.txt', 'csv'))?.message.en).toContain('line 6')
})

describe('the names of columns', () => {
  test('may be questions of a form, where a column goes on with days', async () => {
    const answers = [1, 2, 3].map(day => `2024/03/0${day} 3:11:0${day} PM GMT+1,"Fine, thanks ${day}",No\n`)
    const found = await csv(`Timestamp,"What did you like most about it?",Will you come again?\n${answers.join('')}`)
    expect(found).toHaveLength(3)
    expect(found[0]).toMatchObject({ 'Will you come again?': 'No' })
  })

  test('are not looked for in a row like the others', async () => {
    const found = await csv('Good film.,n/a\nBad film.,3\nGood play.,5\n')
    expect(found[0]).toEqual({ 'column 1': 'Good film.', 'column 2': 'n/a' })
    expect(await csv('2024-01-01,Good film.\n2024-01-02,Bad film.\n')).toHaveLength(2)
  })

  test('that are given twice are numbered', async () => {
    const found = await csv('text,label,text,text (2)\na,b,c,d\n')
    expect(found).toEqual([{ text: 'a', label: 'b', 'text (3)': 'c', 'text (2)': 'd' }])
    expect(warnings().at(-1)).toMatch(/has two columns called “text”; the later one is renamed “text \(3\)”/)
  })

  test.each([
    ['with cells as spreadsheets save them', 'Feedback 2024;;\n;;\nExported on;2024-05-05;\n'],
    ['in lines of their own', 'Feedback 2024\n\nExported on;2024-05-05\n'],
  ])('may stand below a title: %s', async (_, title) => {
    const body = [1, 2, 3, 4, 5, 6].map(number => `${number};It was fine, ${number};good\n`).join('')
    const found = await csv(`${title}No;Comment;Mood\n${body}`)
    expect(found).toHaveLength(6)
    expect(found[0]).toEqual({ No: '1', Comment: 'It was fine, 1', Mood: 'good' })
    expect(warnings().at(-1)).toContain('above the table')
  })

  test('may be one, with others beside it that have none', async () => {
    const found = await csv('text,\nIt was fine,good\nIt was bad,poor\nIt was so so,none\n')
    expect(found).toHaveLength(3)
    expect(found[0]).toEqual({ text: 'It was fine', 'column 2': 'good' })
  })

  test('with an index that has none are no title', async () => {
    expect(await csv(',body\n0,It was fine\n1,It was not\n')).toHaveLength(2)
  })
})
