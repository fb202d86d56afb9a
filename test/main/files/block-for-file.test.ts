import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import type { Refusals } from '../../../core/problem.ts'
import { blockForFile } from '../../../main/files/block-for-file.ts'
import { blocks } from '../../../nodes/index.ts'
import { zip } from '../data/readers/zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'patchbay-drop-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, content: string | Uint8Array = 'text') => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

test.each([
  ['a.txt', 'text-file'],
  ['a.MD', 'text-file'],
  ['a.csv', 'csv-file'],
  ['a.tsv.gz', 'csv-file', gzipSync('a\tb\n')],
  ['a.zip', 'json-lines', zip([{ name: 'rows.jsonl', content: Buffer.from('{}') }])],
  ['a.json', 'json-lines'],
  ['a.parquet', 'parquet-file'],
  ['a.feather', 'arrow-file'],
  ['a.db', 'sqlite-query'],
  ['a.xlsx', 'excel-file', zip([{ name: 'xl/workbook.xml', content: Buffer.from('<x/>') }])],
  ['table.txt', 'csv-file', Buffer.from('\ufeff评论\t情感\r\n很好\t正面\r\n', 'utf16le')],
  ['names.txt', 'tags-file', '-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n. . O O\n\nBye UH O O\n'],
  ['classes.txt', 'tags-file', '# text = The whale\nThe\tDET\nwhale\tNOUN\n.\t.\n\nGo\tVERB\n'],
  ['train.conllu', 'tags-file', '1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n'],
  ['words.txt', 'text-file', 'Haus\thouse\n\nHund\tdog\n'],
  ['verse.txt', 'text-file', 'Oh me\n\nAll in A\nB\n'],
  ['rows.txt', 'json-lines', '{"text": "a", "label": 1}\n{"text": "b", "label": 0}\n'],
  ['list', 'json-lines', '[\n  {\n    "text": "a"\n  }\n]\n'],
  ['brackets.txt', 'text-file', '[1] A note\n{and} another\n'],
  ['poem.txt', 'text-file', 'A line\n\tand one that is moved in\n'],
  ['tokenizer.json', 'pretrained-tokenizer', '{}'],
  ['vocab.txt', 'pretrained-tokenizer', '[PAD]\n'],
  ['README', 'text-file', '# read me'],
  ['data', 'parquet-file', 'PAR1…'],
])('%s is read by the block %s', async (name, type, content?: string | Uint8Array) => {
  const path = write(`files/${name}`, content)
  expect(await blockForFile(path, blocks)).toMatchObject({ type, params: { path } })
})

test('a folder is read by the block for most of its files', async () => {
  write('many/a.txt')
  write('many/b.csv')
  write('many/deep/c.csv')
  expect(await blockForFile(join(folder, 'many'), blocks)).toMatchObject({ type: 'csv-file' })
})

test('what a pattern names is read by the block for most of it, and as text where there is none', async () => {
  write('named/a.html', '<p>a')
  write('named/b.csv')
  write('named/c?.txt', 'a\nb')
  const type = async (pattern: string) => (await blockForFile(join(folder, 'named', pattern), blocks)).type
  expect(await type('*.html')).toBe('text-file')
  expect(await type('*.csv')).toBe('csv-file')
  expect(await type('c?.txt')).toBe('text-file')
  await expect(type('*.py')).rejects.toThrow('*.py')
})

test('what nothing reads is a problem that names what can be read', async () => {
  const picture = write('picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13))
  const refused = await blockForFile(picture, blocks).catch((error: Refusals) => error.problems[0])
  expect(refused).toMatchObject({ code: 'unknown-file' })
  await expect(blockForFile(join(folder, 'gone'), blocks)).rejects.toThrow('does not exist')
})

test.each([
  ['old.xls', 'spreadsheet-file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['page.xls', 'spreadsheet-file', '\ufeff<html><table>'],
  ['letter.docx', 'document-file', zip([{ name: 'word/document.xml', content: Buffer.from('<x/>') }])],
  ['paper.pdf', 'document-file', '%PDF-1.7 …'],
  ['paper', 'document-file', '%PDF-1.7 …'],
])('%s is a problem that says how to save it', async (name, code, content) => {
  const refused = await blockForFile(write(`office/${name}`, content), blocks).catch(
    (error: Refusals) => error.problems[0],
  )
  expect(refused).toMatchObject({
    code,
    fix: { en: expect.stringContaining('UTF-8'), zh: expect.stringContaining('另存为') },
  })
})

test('a table in text that is only called like a workbook is read', async () => {
  expect(await blockForFile(write('named.xls', 'a\tb\n1\t2\n'), blocks)).toMatchObject({ type: 'csv-file' })
})

test('a text with blank lines is read by paragraph, one without by line, so that it has rows to keep back', async () => {
  const lines = write('lines.txt', 'The whale rose.\r\nIt sank again.\r\n')
  const paragraphs = write('paragraphs.txt', 'The whale rose.\r\n\r\nIt sank again.\r\n')
  expect(await blockForFile(lines, blocks)).toEqual({ type: 'text-file', params: { path: lines, unit: 'line' } })
  expect(await blockForFile(paragraphs, blocks)).toEqual({ type: 'text-file', params: { path: paragraphs } })
})
