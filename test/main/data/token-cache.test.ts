import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRow } from '../../../core/data/token-column.ts'
import type { Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { fileDigest } from '../../../main/data/readers/files/file-digest.ts'
import { evictTokens } from '../../../main/data/tokens/cache-eviction.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, newFolder, planOf } from './pipeline.ts'

const silent = { report: () => {} }
const planFor = (path: string) =>
  planOf(
    batches(['text-file', { path, unit: 'line' }], ['bpe-tokenizer', { size: 300 }], ['shift-tokens', { length: 8 }]),
    1,
  )

function file(text: string): string {
  const path = join(newFolder(), 'text.txt')
  writeFileSync(path, text)
  return path
}

describe('the token cache', () => {
  /** Folders of 1,000 bytes and a bit, the first used longest ago. */
  function folders(...names: readonly string[]): string {
    const tokens = newFolder()
    for (const [i, name] of names.entries()) {
      mkdirSync(join(tokens, name))
      writeFileSync(join(tokens, name, 'train-text.ids'), Buffer.alloc(1000))
      writeFileSync(join(tokens, name, 'columns.json'), '{}')
      utimesSync(join(tokens, name, 'columns.json'), 1000 + i, 1000 + i)
    }
    return tokens
  }

  test('deletes the least recently used folders until the rest fits', async () => {
    const tokens = folders('a', 'b', 'c', 'd')
    await evictTokens(tokens, join(tokens, 'd'), 10_000)
    expect(readdirSync(tokens)).toEqual(['a', 'b', 'c', 'd'])
    await evictTokens(tokens, join(tokens, 'd'), 2500)
    expect(readdirSync(tokens)).toEqual(['c', 'd'])
  })

  test('keeps folders that were just made, or that a running process reads from', async () => {
    const tokens = folders('a', 'b', 'c', 'mine')
    const reader = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
    writeFileSync(join(tokens, 'a', `in-use.${reader.pid}`), '')
    writeFileSync(join(tokens, 'b', 'in-use.999999999'), '') // of a process that is gone
    await evictTokens(tokens, join(tokens, 'mine'), 0)
    expect(readdirSync(tokens)).toEqual(['a', 'mine'])
    reader.kill()
    await new Promise(resolve => reader.on('exit', resolve))
    await evictTokens(tokens, join(tokens, 'mine'), 0)
    expect(readdirSync(tokens)).toEqual(['mine'])
  })

  test('marks the folders that a process reads from', async () => {
    const { folder } = await prepareData(planFor(file('a line of words\n'.repeat(40))), {
      home: newFolder(),
      blocks,
      ...silent,
    })
    expect(existsSync(join(folder, `in-use.${process.pid}`))).toBe(true)
  })

  test('makes a folder again that was deleted meanwhile, and reports a problem when it happens twice', async () => {
    const path = file('a line of words\n'.repeat(400))
    const deleting = (times: number) => {
      const home = newFolder()
      const report = (said: EngineReport) => {
        if (said.t === 'phase' && said.phase === 'tokenizer' && times-- > 0)
          rmSync(join(home, 'tokens'), { recursive: true })
      }
      return prepareData(planFor(path), { home, blocks, report })
    }
    expect((await deleting(1)).train.columns.text?.rows).toBe(400)
    await expect(deleting(2)).rejects.toMatchObject({ problems: [{ code: 'tokens-gone' }] })
  })

  const windows = process.platform === 'win32'
  test.skipIf(windows)(
    `on a full disk are a problem with a fix, and nothing stays behind${windows ? ' (Windows has no limit for files)' : ''}`,
    () => {
      const home = newFolder()
      const script = `
        process.on('SIGXFSZ', () => {})
        const { writeFile } = await import('node:fs/promises')
        const { cachedTokens } = await import(${JSON.stringify(join(process.cwd(), 'main/data/tokens/token-cache.ts'))})
        const made = cachedTokens(${JSON.stringify(join(home, 'tokens', 'x'))}, ['text'], async draft => {
          await writeFile(draft + '/train-text.ids', Buffer.alloc(10_000_000))
        })
        await made.catch(error => console.log(error.problems[0].code, error.problems[0].fix.en))
      `
      const limited = `ulimit -f 1000; exec "${process.execPath}" --input-type=module -e "$SCRIPT"`
      const { stdout } = spawnSync('sh', ['-c', limited], { encoding: 'utf8', env: { ...process.env, SCRIPT: script } })
      expect(stdout).toMatch(/^disk-full Free some space/)
      expect(readdirSync(join(home, 'tokens'))).toEqual([])
    },
  )
})

describe('a file', () => {
  test('that is large is not hashed again until it is written to', async () => {
    const path = file('x'.repeat(1_200_000))
    const home = newFolder()
    let read = 0
    const bytes = async function* () {
      read++
      yield Buffer.from('x')
    }
    const digests = [await fileDigest(path, bytes, { home }), await fileDigest(path, bytes, { home })]
    expect(digests[0]).toBe(digests[1])
    expect(read).toBe(1)
    appendFileSync(path, 'y')
    await fileDigest(path, bytes, { home })
    expect(read).toBe(2)
  })

  test('that changes while it is tokenised is a problem, and no tokens are cached', async () => {
    const path = file('a line of words\n'.repeat(400))
    const home = newFolder()
    const report = (said: EngineReport) => {
      if (said.t === 'phase' && said.phase === 'tokenizer') appendFileSync(path, 'one more\n')
    }
    const problem = await prepareData(planFor(path), { home, blocks, report }).then(
      () => expect.unreachable('nobody noticed'),
      (error: Refusals) => error.problems[0],
    )
    expect(problem).toMatchObject({ code: 'file-changed', param: 'path' })
    expect(readdirSync(join(home, 'tokens'))).toEqual([])
  })

  test('that has changed since the last time is tokenised again', async () => {
    const path = file('a line of words\n'.repeat(400))
    const home = newFolder()
    const first = await prepareData(planFor(path), { home, blocks, ...silent })
    appendFileSync(path, 'one more\n')
    const second = await prepareData(planFor(path), { home, blocks, ...silent })
    expect([first.train.columns.text?.rows, second.train.columns.text?.rows]).toEqual([400, 401])
  })
})

test('rows that several workers turn into tokens keep their order', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `Row ${i} of the 白鲸 ${'x'.repeat(i % 90)} ends ${i * 7919}.`)
  const path = file(lines.join('\n'))
  const { train, tokenizer } = await prepareData(planFor(path), { home: newFolder(), blocks, ...silent })
  const column = train.columns.text as Required<typeof train.columns>['text']
  expect(column.rows).toBe(lines.length)
  for (let row = 0; row < lines.length; row += 997) {
    expect(tokenizer.decode(readRow(column, row))).toBe(lines[row])
    expect(readRow(column, row)).toEqual(tokenizer.encode(lines[row] as string))
  }
})

test('a problem in a worker is reported like any other', async () => {
  const path = join(newFolder(), 'labels.tsv')
  const line = 'good\tA long text that says how good it was, again and again.'
  writeFileSync(path, `${`${line}\n`.repeat(20_000)}odd\tThis label is not on the list.\n`)
  const plan = planOf(
    batches(['labels-file', { path, labels: 'good, bad' }], ['bpe-tokenizer', { size: 300 }], ['label-texts']),
    1,
  )
  await expect(prepareData(plan, { home: newFolder(), blocks, ...silent })).rejects.toThrow('the label “odd”')
})
