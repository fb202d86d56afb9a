import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Evaluation } from '../../../core/run/evaluation.ts'
import type { Run } from '../../../core/run/run.ts'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'

// The built program and its real engine: models are trained, then measured.
const cli = join(import.meta.dirname, '../../../out/main/cli.js')
const home = mkdtempSync(join(tmpdir(), 'patchbay-eval-'))
const folder = mkdtempSync(join(tmpdir(), 'patchbay-pairs-'))

beforeAll(() => buildIfNeeded(), 120_000)

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, PATCHBAY_HOME: home, LC_ALL: 'en_US.UTF-8' },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', piece => {
    said.out += piece
  })
  child.stderr.setEncoding('utf8').on('data', piece => {
    said.err += piece
  })
  type Ended = typeof said & { readonly code: number | null }
  return { child, ended: new Promise<Ended>(resolve => child.on('close', code => resolve({ ...said, code }))) }
}
const patchbay = (...args: string[]) => start(args).ended
const json = async (...args: string[]) => JSON.parse((await patchbay(...args, '--json')).out)
const measured = async (...args: string[]): Promise<Evaluation> => (await json('eval', ...args)).value

const pairs = ['a b\tone', 'c\ttwo one', 'd e\tone two', 'f\ttwo', 'g\ttwo two', 'h i\tone one', 'j\ttwo', 'k\tone']
function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** The pronunciation example over a file of pairs, small; with or without a part kept back. */
function graphOf(name: string, path: string, { share, test = 0 }: { share?: number; test?: number } = {}): string {
  const example = join(import.meta.dirname, '../../../examples/pronounce.patchbay')
  const graph = JSON.parse(readFileSync(example, 'utf8')) as Graph
  const settings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    tokenizer: { size: 259, learnsFrom: 'all' },
    collator: { sourceLength: 6, targetLength: 10 },
    network: { width: 32, layers: 1, heads: 2 },
    optimizer: { learningRate: 0.01 },
    schedule: { warmup: 10 },
    trainer: { batchSize: 4, evaluateEvery: 1000, device: 'cpu' },
    split: { share: share ?? 0.5, test },
  }
  const blocks = graph.blocks
    .map(b => (b.id === 'pairs' ? { ...b, type: 'pairs-file', params: { path } } : b))
    .map(b => ({ ...b, params: { ...b.params, ...settings[b.id] } }))
    .filter(b => b.id !== 'split' || share !== undefined)
  const wires = share
    ? graph.wires
    : [
        [
          ['pairs', 'rows'],
          ['tokenizer', 'rows'],
        ] as const,
        ...graph.wires.filter(wire => !wire.some(([id]) => id === 'split')),
      ]
  return fileOf(`${name}.patchbay`, [JSON.stringify({ ...graph, blocks, wires })])
}

async function trained(graph: string, steps: number, ...more: string[]): Promise<Run> {
  const ended = await patchbay('run', graph, '--steps', String(steps), '--json', ...more)
  expect(ended.code, ended.out + ended.err).toBe(0)
  return (await json('runs')).value[0]
}

describe('a model that knows its pairs by heart', () => {
  let run: Run
  beforeAll(async () => {
    run = await trained(graphOf('all', fileOf('all.tsv', pairs)), 300)
  }, 120_000)

  test('writes all of them exactly, and the rows are said to be those it learned from', async () => {
    const { data, rows, of, measures, written } = await measured(run.id)
    expect({ data, rows, of }).toEqual({ data: 'train', rows: 8, of: 8 })
    expect(measures).toMatchObject({ 'whole-match': 1, 'item-error-rate': 0, accuracy: 1 })
    expect(written?.map(text => `${text.source}\t${text.written}`)).toEqual(pairs)
    expect(measures.perplexity).toBeCloseTo(Math.exp(Number(measures.loss)), 9)
  })

  test('is found wrong where a file says otherwise', async () => {
    const other = fileOf('other.tsv', ['a b\ttwo one', 'f\ttwo', 'j\tone'])
    const { data, measures } = await measured(run.id, '--data', other, '--beams', '3')
    expect(data).toBe('file')
    expect(measures['whole-match']).toBeCloseTo(1 / 3, 9)
    expect(measures['item-error-rate']).toBeCloseTo(2 / 4, 9) // “one” for “two one”, “two” for “one”
  })

  test('is measured in words, too', async () => {
    const { code, out } = await patchbay('eval', 'last')
    expect(code).toBe(0)
    expect(out).toMatch(/^8 of 8 rows from the training data/)
    expect(out).toMatch(/error rate of words or symbols +0\.0 %/)
  })

  test.each([
    ['missing-file', 'nothing.tsv', undefined],
    ['no-pair', 'bad.tsv', ['a\tone', 'no tab here']],
  ])('%s is a problem, not a crash', async (code, name, lines) => {
    const path = lines ? fileOf(name, lines) : join(folder, name)
    const ended = await patchbay('eval', run.id, '--data', path, '--json')
    expect([ended.code, JSON.parse(ended.out).problem.code]).toEqual([1, code])
  })

  test('Ctrl-C ends it with 130', async () => {
    const many = fileOf(
      'many.tsv',
      Array.from({ length: 40_000 }, (_, i) => `${i}\tone`),
    )
    const { child, ended } = start(['eval', run.id, '--data', many])
    child.stderr.once('data', () => child.kill('SIGINT'))
    expect(await ended).toMatchObject({ code: 130, out: '' })
  }, 30_000)
})

test('rows that were kept back give the loss that the run gave, and some of them are the same for the same seed', async () => {
  const rows = Array.from({ length: 16 }, (_, i) => `${i}\t${i % 2 ? 'one two' : 'two'}`)
  const path = fileOf('some.tsv', rows)
  const run = await trained(graphOf('some', path, { share: 0.5 }), 3)
  const whole = await measured(run.id)
  expect(whole).toMatchObject({ data: 'validation', rows: 8, of: 8 })
  expect(whole.measures.loss).toBeCloseTo(Number(run.latest['validation/loss']), 5)
  expect(whole.measures['bits-per-byte']).toBeCloseTo(Number(run.latest['validation/bits-per-byte']), 5)
  const some = await measured(run.id, '--limit', '3', '--seed', '5')
  expect(some).toMatchObject({ rows: 3, of: 8 })
  expect(await measured(run.id, '--limit', '3', '--seed', '5')).toMatchObject({ measures: some.measures })
  const tested = await trained(graphOf('tested', path, { share: 0.25, test: 0.25 }), 3)
  expect(await measured(tested.id)).toMatchObject({ data: 'test', rows: 4, of: 4 })
  fileOf('some.tsv', [...rows, 'x\tthree'])
  const changed = await json('eval', run.id)
  expect(changed.problem).toMatchObject({ code: 'other-data', param: 'data' })
}, 60_000)

test('labels are counted one by one', async () => {
  const sizes = ['network.width=16', 'network.layers=1', 'network.heads=2', 'trainer.evaluateEvery=100']
  const run = await trained('sentiment', 2, ...sizes.flatMap(set => ['--set', set]), '--device', 'cpu')
  const { rows, measures, labels = [] } = await measured(run.id)
  expect(labels.map(({ label }) => label)).toEqual(['negative', 'positive'])
  const sum = (of: (one: (typeof labels)[number]) => number) => labels.reduce((total, one) => total + of(one), 0)
  expect([sum(one => one.count), sum(one => one.said)]).toEqual([rows, rows])
  expect(sum(one => one.recall * one.count) / rows).toBeCloseTo(Number(measures.accuracy), 9)
  expect(sum(one => one.f1) / 2).toBeCloseTo(Number(measures['macro-f1']), 9)
}, 60_000)
