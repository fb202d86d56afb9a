import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { readRows } from '../../../main/data/rows/read-rows.ts'
import { newFolder } from './pipeline.ts'

const folder = newFolder()
const write = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const reports: EngineReport[] = []
const read = (path: string, format = 'paragraph') =>
  readRows({ kind: 'files', path, format }, { report: report => reports.push(report) })
const texts = async (path: string, format?: string) =>
  (await Array.fromAsync((await read(path, format)).rows)).flat().map(row => row.texts)
const problemOf = (path: string, format?: string) =>
  texts(path, format).then(
    () => expect.unreachable('it was read'),
    (error: Refusals) => error.problems[0],
  )

describe('a text file', () => {
  const path = write('units.txt', 'One line\nand another.\r\n \r\n\nNext paragraph.  \r\n')

  test('is read by paragraph, by line or whole, whatever its line ends', async () => {
    expect(await texts(path)).toEqual([{ text: 'One line\nand another.' }, { text: 'Next paragraph.' }])
    expect(await texts(path, 'line')).toEqual([
      { text: 'One line' },
      { text: 'and another.' },
      { text: 'Next paragraph.' },
    ])
    expect(await texts(path, 'document')).toEqual([{ text: 'One line\nand another.\n \n\nNext paragraph.' }])
  })

  test('changes its digest with its content, not with its place', async () => {
    mkdirSync(join(folder, 'copy'))
    const copy = write('copy/units.txt', 'One line\nand another.\r\n \r\n\nNext paragraph.  \r\n')
    const other = write('copy/other.txt', 'One line')
    expect((await read(copy)).digest).toBe((await read(path)).digest)
    expect((await read(other)).digest).not.toBe((await read(path)).digest)
    expect((await read(path, 'line')).digest).not.toBe((await read(path)).digest)
  })
})

describe('a long text', () => {
  test('falls into pieces of bytes without losing a character or doubling a line end', async () => {
    const path = write('chunks.txt', `${'x'.repeat(2 ** 20 - 2)}世\r\n\r\n${'y'.repeat(2 ** 20 - 9)}\r\n\r\nz`)
    expect((await texts(path)).map(({ text }) => [text?.length, text?.at(-1)])).toEqual([
      [2 ** 20 - 1, '世'],
      [2 ** 20 - 9, 'y'],
      [1, 'z'],
    ])
  })
})

describe('letters are read right from', () => {
  const text = 'Grüße, “world” 世界 👋'
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_, bytes) => {
    reports.length = 0
    expect(await texts(write('encoded.txt', bytes))).toEqual([{ text }])
    expect(reports.filter(r => r.t === 'warn')).toEqual([])
  })

  test.each([
    ['GB18030', [0xcd, 0xf9, 0xca, 0xc2, 0xc8, 0xe7, 0xb7, 0xe7, 0x20, 0x6f, 0x6b], '往事如风 ok'],
    ['Windows-1252', [0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x6f, 0x75, 0x69, 0x94, 0x20, 0xe0], 'Café “oui” à'],
  ])('%s, with a warning that it is a guess', async (encoding, bytes, text) => {
    reports.length = 0
    expect(await texts(write('guessed.txt', Uint8Array.from(bytes)))).toEqual([{ text }])
    const warning = reports.find(r => r.t === 'warn')
    expect(warning?.message.en).toContain(`was read as ${encoding}`)
    expect(warning?.message.zh).toContain(encoding)
  })
})

describe('pairs', () => {
  test('are a line each, with a tab between', async () => {
    const path = write('pairs.tsv', 'hello\tbonjour\n\n cat \tchat\r\n')
    expect(await texts(path, 'pairs')).toEqual([
      { source: 'hello', target: 'bonjour' },
      { source: 'cat', target: 'chat' },
    ])
  })

  test.each(['hello\tbonjour\nno tab here', 'hello\tbonjour\na\tb\tc', 'hello\tbonjour\nhello\t'])(
    'that are none are named by their line: %j',
    async content => {
      const problem = await problemOf(write('bad.tsv', content), 'pairs')
      expect(problem).toMatchObject({ code: 'no-pair', param: 'path' })
      expect(problem?.message.en).toMatch(/^Line 2 of “.*bad\.tsv” is not a source–target pair\.$/)
    },
  )
})

describe('problems name the file and what to do', () => {
  test('a missing file', async () => {
    const problem = await problemOf(join(folder, 'nowhere.txt'))
    expect(problem).toMatchObject({ code: 'missing-file', severity: 'error', param: 'path' })
    expect(problem?.message.en).toMatch(/^There is no file or folder “.*nowhere\.txt”\.$/)
    expect(problem?.fix.zh).toBe('请重新选择；它可能已被移动或改名。')
  })

  const windows = process.platform === 'win32'
  test.skipIf(windows)(
    `a pipe, which nobody may ever write to${windows ? ' (Windows has none in folders)' : ''}`,
    async () => {
      execFileSync('mkfifo', [join(folder, 'pipe.txt')])
      expect(await problemOf(join(folder, 'pipe.txt'))).toMatchObject({ code: 'no-file', param: 'path' })
      expect(await problemOf('/dev/zero')).toMatchObject({ code: 'no-file' })
    },
  )

  test('a folder without text files', async () => {
    mkdirSync(join(folder, 'empty', 'deeper'), { recursive: true })
    write('empty/picture.png', 'no text')
    const problem = await problemOf(join(folder, 'empty'))
    expect(problem?.message.en).toMatch(/^The folder “.*empty” contains no \.txt, \.md, \.srt, or \.vtt files\.$/)
    expect((await problemOf(join(folder, 'empty'), 'pairs'))?.message.en).toContain('.txt or .tsv')
  })

  test('an empty file, or one with spaces only', async () => {
    expect(await problemOf(write('empty.txt', ''))).toMatchObject({ code: 'empty-file' })
    expect(await problemOf(write('blank.txt', ' \n\n\t '))).toMatchObject({ code: 'empty-file' })
    expect(await problemOf(write('blank.txt', ' \n\n\t '), 'pairs')).toMatchObject({ code: 'empty-file' })
  })

  test('a file that is not text', async () => {
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
    const packed = Uint8Array.from({ length: 300 }, (_, i) => 1 + ((i * 7) % 255))
    expect(await problemOf(write('picture.txt', picture))).toMatchObject({ code: 'binary-file' })
    expect(await problemOf(write('packed.txt', packed))).toMatchObject({ code: 'binary-file' })
  })

  test.skipIf(windows)(`a file that may not be read${windows ? ' (Windows has no such mode)' : ''}`, async () => {
    const path = write('secret.txt', 'secret')
    chmodSync(path, 0)
    const administrator = process.geteuid?.() === 0 // may read everything, so somebody else tries
    if (administrator) process.seteuid?.(65534)
    const problem = await problemOf(path).finally(() => administrator && process.seteuid?.(0))
    expect(problem).toMatchObject({ code: 'no-permission', param: 'path' })
    expect(problem?.message.en).toMatch(/^No permission to read “.*secret\.txt”\.$/)
  })
})

test('a stopped run stops reading', async () => {
  const path = write('stop.txt', 'text')
  const reading = { signal: AbortSignal.abort(), report: () => {} }
  await expect(readRows({ kind: 'files', path, format: 'line' }, reading)).rejects.toThrow(/abort/)
})
