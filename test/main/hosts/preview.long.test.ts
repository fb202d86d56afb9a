import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'

const root = join(import.meta.dirname, '../../..')
const home = mkdtempSync(join(tmpdir(), 'patchbay-preview-'))

beforeAll(() => buildIfNeeded(), 120_000)

/** The built program, as a person in a terminal has it. */
function patchbay(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return started('preview', ...args).ended
}

function started(command: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), command, ...args], {
    env: { ...process.env, PATCHBAY_HOME: home, LC_ALL: 'en_US.UTF-8' },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', piece => {
    out += piece
  })
  child.stderr.setEncoding('utf8').on('data', piece => {
    err += piece
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>(resolve =>
    child.on('close', code => resolve({ code, out, err })),
  )
  return { child, ended }
}

test('rows, tokens and batches are shown in words, in both languages', async () => {
  const rows = await patchbay('sentiment', '--block', 'split', '--rows', '2')
  expect(rows.out).toMatch(/^split +\S+ +\S+\n(train|validation) /)
  expect(rows.out).toMatch(/\nnegative +[\d ]+/)
  const tokens = await patchbay('clm', '--block', 'tokenizer', '--rows', '1')
  expect(tokens.out).toMatch(/^text: .+│.+\n {2}\d+ \d+/)
  const batches = await patchbay('mlm', '--block', 'collator', '--rows', '1')
  expect(batches.out).toMatch(/positions in the loss +\d+ \/ .+%/)
  expect(batches.out).toMatch(/<mask> +3 +\S+ +\d+ +masked/)
  expect((await patchbay('mlm', '--block', 'collator', '--rows', '1', '--lang', 'zh')).out).toContain('计入损失的位置')
}, 60_000)

test('--json has every tensor whole; another seed or step is another batch, the same is the same', async () => {
  const look = async (...more: string[]) => {
    const { value } = JSON.parse((await patchbay('mlm', '--block', 'collator', '--rows', '1', '--json', ...more)).out)
    return JSON.stringify(value.tensors)
  }
  const first = await look()
  for (const { shape, values } of JSON.parse(first))
    expect(values).toHaveLength(shape.reduce((a: number, b: number) => a * b, 1))
  expect(await look()).toBe(first)
  expect(await look('--seed', '9')).not.toBe(first)
  expect(await look('--step', '1')).not.toBe(first)
}, 60_000)

test('who may look at whom is drawn, and proved: CLM cannot look ahead, MLM does', async () => {
  const sight = await patchbay('clm', '--attention')
  expect(sight.out).toMatch(
    /^Self-attention \(layers 1, 2, 3\): causal: itself and earlier positions\n {3}1 █·+\n {3}2 ██·+\n/,
  )
  const causal = await patchbay('clm', '--leak-test', '--position', '10')
  expect(causal.out).toContain('Tokens after position 10 changed. Predictions up to there change by exactly 0')
  expect(causal.out).toMatch(/\n10 +\S+ +0 /)
  expect(causal.out).toMatch(/\n11 +\S+ +→ \S+ +\d/)
  expect((await patchbay('mlm', '--leak-test', '--lang', 'zh')).out).toMatch(/模型能看到后面的词元。\n$/)
  const { value } = JSON.parse((await patchbay('seq2seq', '--proof', '--source', '--json')).out)
  expect(value).toMatchObject({ lane: 'input', predicts: 'target', weights: 'fresh' })
}, 120_000)

test('a pipeline that ends at its tokenizer can be looked at', async () => {
  const graph = JSON.parse(readFileSync(join(root, 'examples/clm.patchbay'), 'utf8')) as Graph
  const kept = new Set(['text', 'split', 'tokenizer'])
  const file = join(home, 'half.patchbay')
  const blocks = graph.blocks.filter(({ id }) => kept.has(id))
  const wires = graph.wires.filter(([[from], [to]]) => kept.has(from) && kept.has(to))
  writeFileSync(file, JSON.stringify({ ...graph, blocks, wires }))
  expect((await patchbay(file, '--block', 'tokenizer', '--rows', '1')).code).toBe(0)
}, 60_000)

test('what is wrong is said with a fix: an unknown block, a file that is not there, data that is too little', async () => {
  const unknown = await patchbay('clm', '--block', 'nobody')
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no block “nobody”')])
  const graph = (path: string) => ({
    format: 'patchbay/1',
    blocks: [
      { id: 'data', type: 'text-file', params: { path } },
      { id: 'tokenizer', type: 'bpe-tokenizer', params: {} },
    ],
    wires: [
      [
        ['data', 'rows'],
        ['tokenizer', 'rows'],
      ],
    ],
  })
  const file = join(home, 'data.patchbay')
  writeFileSync(file, JSON.stringify(graph(join(home, 'nowhere.txt'))))
  const missing = await patchbay(file, '--block', 'data')
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('nowhere.txt')])
  writeFileSync(join(home, 'short.txt'), 'One line.')
  writeFileSync(file, JSON.stringify(graph(join(home, 'short.txt'))))
  const short = await patchbay(file, '--block', 'tokenizer')
  expect([short.code, short.err]).toEqual([1, expect.stringContaining('too little text')])
  expect((await patchbay('clm')).code).toBe(2)
}, 60_000)

test('Ctrl-C ends a preview that takes long, and leaves nothing running', async () => {
  const path = join(home, 'slow.txt')
  const word = (i: number) => ((i * 2654435761) % 2 ** 32).toString(36)
  writeFileSync(path, Array.from({ length: 350_000 }, (_, i) => word(i)).join(' '))
  const graph = join(home, 'slow.patchbay')
  const blocks = [
    { id: 'text', type: 'text-file', params: { path }, at: [0, 0] },
    { id: 'tokenizer', type: 'unigram-tokenizer', params: { size: 100_000 }, at: [1, 0] },
  ]
  const wires = [
    [
      ['text', 'rows'],
      ['tokenizer', 'rows'],
    ],
  ]
  writeFileSync(graph, JSON.stringify({ format: 'patchbay/1', name: 'slow', blocks, wires }))
  const { child, ended } = started('preview', graph, '--block', 'tokenizer')
  setTimeout(() => child.kill('SIGINT'), 3000)
  const asked = performance.now()
  expect(await ended).toMatchObject({ code: 130, out: '' })
  expect(performance.now() - asked).toBeLessThan(8000)
}, 60_000)

test('a file of data is shown as it is, without a pipeline', async () => {
  const path = join(home, '评论.csv')
  writeFileSync(path, '评论;情感\n"很好；真的\u001b[31m";正面\n不好;负面\n还行;正面\n太差;负面\n')
  const { code, out } = await patchbay(path)
  expect([code, out]).toEqual([0, expect.stringMatching(/train +很好；真的␛\[31m +正面\n/)])
  expect(out).toMatch(/\n正面 +2\n/)
  expect(out).toMatch(/\nencoding +UTF-8$/m)
  const workbook = join(home, 'book.xls')
  writeFileSync(workbook, Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  const refused = await patchbay(workbook)
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('CSV UTF-8')])
}, 60_000)

test('the tokenizer of a pipeline cuts a text, says how it fits and names its pieces', async () => {
  const { code, out } = await started('tokenizer', 'clm', '--text', 'the whale', '--search', 'whale', '--pieces', '3')
    .ended
  expect(code).toBe(0)
  expect(out).toMatch(/^the│·whale\n\d+ \d+\n/)
  expect(out).toMatch(/tokens per word +1\.00 +1\.\d\d\n/)
  expect(out).toMatch(/\d+ +·whale/)
}, 60_000)
