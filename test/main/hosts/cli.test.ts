import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Run } from '../../../core/run/run.ts'
import type { ReportLine } from '../../../main/hosts/cli/report-lines.ts'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'

// The built program and its real engine, as a person in a terminal has them.
const cli = join(import.meta.dirname, '../../../out/main/cli.js')
const home = mkdtempSync(join(tmpdir(), 'patchbay-cli-'))
const small = [
  'network.width=32',
  'network.layers=1',
  'network.heads=2',
  'collator.length=32',
  'trainer.evaluationBatches=2',
]
const tiny = [...small.flatMap(set => ['--set', set]), '--device', 'cpu']

beforeAll(() => buildIfNeeded(), 120_000)

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, PATCHBAY_HOME: home, LC_ALL: 'en_US.UTF-8', ...env },
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', piece => {
    out += piece
  })
  child.stderr.setEncoding('utf8').on('data', piece => {
    err += piece
  })
  return { child, ended: new Promise(resolve => child.on('close', code => resolve({ code, out, err }))) }
}

const patchbay = (...args: string[]) => start(args).ended
const value = async <T>(...args: string[]): Promise<T> => JSON.parse((await patchbay(...args, '--json')).out).value
const newest = async () => (await value<Run[]>('runs'))[0] as Run

/** Waits for the first step of a run that writes NDJSON. */
const firstPoint = (child: ChildProcess) =>
  new Promise<void>(resolve =>
    child.stdout?.on('data', piece => /"step":[1-9]\d*,"tokens"/.test(String(piece)) && resolve()),
  )

const gone = async (pid: number) => {
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}

test('check says that an example can run', async () => {
  expect(await patchbay('check', 'clm')).toMatchObject({ code: 0, out: '✓ This pipeline can run.\n' })
})

test('check names block, parameter and fix, in the reader’s language, and exits with 1', async () => {
  const bad = ['check', 'clm', '--set', 'trainer.batchSize=0']
  const english = await patchbay(...bad)
  expect(english.code).toBe(1)
  expect(english.err).toContain('✗ trainer.batchSize: “Batch size” cannot be 0.\n  → ')
  expect((await start(bad, { LC_ALL: 'zh_CN.UTF-8' }).ended).err).toContain('不能是 0')
  expect((await patchbay(...bad, '--lang', 'zh')).err).toContain('不能是 0')
  const data = JSON.parse((await patchbay(...bad, '--json')).out)
  expect(data).toMatchObject({ ok: false, problem: { block: 'trainer', param: 'batchSize', code: 'invalid-param' } })
})

test.each([
  [['check']],
  [['nonsense']],
  [['run', 'clm', '--nonsense']],
  [['run', 'clm', '--steps', 'many']],
  [['check', 'clm', 'mlm']],
  [['run', 'clm', '--set', 'seed']],
])('wrong usage %j exits with 2 and shows the usage', async args => {
  const { code, err } = await patchbay(...args)
  expect(code).toBe(2)
  expect(err).toContain('patchbay')
})

test('help lists every command', async () => {
  const { code, out } = await patchbay('help')
  expect(code).toBe(0)
  for (const name of [
    'app',
    'serve',
    'blocks',
    'devices',
    'check',
    'plan',
    'run',
    'runs',
    'watch',
    'stop',
    'predict',
    'compare',
  ])
    expect(out).toContain(`  patchbay ${name}`)
})

test('plan shows sizes, blocks lists blocks', async () => {
  const { estimate } = await value<{ estimate: { parameters: number } }>('plan', 'clm')
  expect(estimate.parameters).toBe(865_408) // 2048·128 + 64·128 + 3 layers of 12·128² + 13·128 + the last norm’s 256
  expect((await patchbay('plan', 'clm')).out).toMatch(/^parameters +\d/m)
  expect((await patchbay('blocks')).out).toContain('gpt2')
})

test('a run trains, and its model answers and is compared', async () => {
  const { code, out } = await patchbay('run', 'clm', '--steps', '4', '--seed', '3', '--name', 'Tiny', ...tiny, '--json')
  expect(code).toBe(0)
  const lines = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as ReportLine)
  expect(lines.find(l => l.t === 'start')).toMatchObject({ name: 'Tiny', device: 'cpu', steps: 4 })
  expect(lines.filter(l => l.t === 'point').map(l => l.step)).toEqual(expect.arrayContaining([0, 1, 2, 3, 4]))
  expect(lines.at(-1)).toMatchObject({ t: 'done', step: 4, stopped: false })
  const again = await patchbay('run', 'clm', '--steps', '4', '--seed', '3', ...tiny)
  expect(again.code).toBe(0)
  expect(again.err).toContain('100 %')
  const [second, first] = (await value<Run[]>('runs')) as [Run, Run]
  expect(second.latest['train/loss']).toBe(first.latest['train/loss']) // one seed, the same to the last bit
  const answer = await patchbay('predict', 'last', '--text', 'The whale', '--length', '5')
  expect(answer.out).toContain('The whale▸')
  const rules = ['--beams', '3', '--length-penalty', '0.5', '--no-repeat', '2', '--repetition-penalty', '1.2']
  expect((await patchbay('predict', 'last', '--text', 'The whale', '--length', '5', ...rules)).out).toContain('▸')
  const drawn = ['--top-p', '0.9', '--min-p', '0.01', '--temperature', '1']
  expect((await patchbay('predict', 'last', '--text', 'The whale', '--length', '5', ...drawn)).out).toContain('▸')
  const page = join(home, 'compare.html')
  const compared = await patchbay('compare', first.id, second.id, '--html', page)
  expect(compared.out).toContain('last validation loss')
  expect(readFileSync(page, 'utf8')).toContain('<polyline')
}, 120_000)

test('verify says of a model what it found, and of a folder without one what is missing', async () => {
  const golden = join(import.meta.dirname, '../../fixtures/golden')
  const { code, out } = await patchbay('verify', join(golden, 'bert_tokcls'))
  expect(code).toBe(0)
  expect(out).toMatch(/✓ {2}logits +largest difference/)
  expect(out).toMatch(/This model passed all checks\.\n$/)
  const bad = await patchbay('verify', golden, '--json')
  expect(bad.code).toBe(1)
  expect(JSON.parse(bad.out)).toMatchObject({ ok: false, problem: { code: 'no-config' } })
})

test('export lists its targets, writes a model, and leaves a full folder as it is', async () => {
  const list = await patchbay('export', '--list')
  expect([list.code, list.out]).toEqual([0, expect.stringMatching(/^hf +Hugging Face Transformers +Not kept: /)])
  const model = join(import.meta.dirname, '../../fixtures/elsewhere/llama')
  const out = join(home, 'exported')
  const { files } = await value<{ files: string[] }>('export', model, '--to', 'hf', '--out', out)
  expect(readdirSync(out).sort()).toEqual(files)
  const again = await patchbay('export', model, '--to', 'hf', '--out', out, '--json')
  expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { problem: { code: 'folder-not-empty' } }])
})

test('Ctrl-C stops kindly with a checkpoint and exits with 130', async () => {
  const { child, ended } = start(['run', 'clm', '--steps', '100000', ...tiny, '--json'])
  await firstPoint(child)
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  const run = await newest()
  expect(run.state).toBe('stopped')
  expect(readdirSync(join(home, 'runs', run.id, 'checkpoints'))).toHaveLength(1)
}, 60_000)

test.skipIf(process.platform === 'win32')(
  'kill -9 of the terminal: the engine goes away, and the next command says what happened',
  async () => {
    const { child, ended } = start(['run', 'clm', '--steps', '100000', ...tiny, '--json'])
    await firstPoint(child)
    const engine = Number(
      execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
        .trim()
        .split('\n')[0],
    )
    child.kill('SIGKILL')
    await ended
    const run = await newest()
    expect(run).toMatchObject({ state: 'interrupted', problem: { code: 'interrupted' } })
    expect(run.step).toBeGreaterThan(0)
    expect(await gone(engine)).toBe(true)
    expect((await patchbay('run', 'clm', '--steps', '1', ...tiny)).code).toBe(0)
  },
  60_000,
)

test('a detached run outlives the terminal, is watched and stopped from another', async () => {
  const started = await patchbay('run', 'clm', '--steps', '100000', ...tiny, '--detach', '--json')
  expect(started.code).toBe(0)
  const { id } = JSON.parse(started.out).value as Run
  const watched = patchbay('watch', id)
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect((await patchbay('stop', id)).code).toBe(0)
  expect(await watched).toMatchObject({ code: 0, out: expect.stringContaining('stopped') })
  expect(existsSync(join(home, 'runs', id, 'engine.log'))).toBe(true)
  expect((await patchbay('run', 'nothing.patchbay', '--detach')).code).toBe(1)
}, 60_000)

test('a run that fails exits with 3 and says why; paths in a file count from its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-graph-'))
  const graph = JSON.parse(readFileSync(join(import.meta.dirname, '../../../examples/clm.patchbay'), 'utf8')) as Graph
  const blocks = graph.blocks.map(b =>
    b.id === 'text' ? { ...b, type: 'text-file', params: { path: 'empty.txt' } } : b,
  )
  const file = join(folder, 'own.patchbay')
  writeFileSync(file, JSON.stringify({ ...graph, blocks }))
  expect(await patchbay('check', file)).toMatchObject({ code: 1, err: expect.stringContaining('There is no file') })
  writeFileSync(join(folder, 'empty.txt'), '')
  const { code, out } = await patchbay('run', file, '--steps', '2', ...tiny)
  expect([code, (await newest()).state]).toEqual([3, 'failed'])
  expect(out).toContain('✗ ')
}, 60_000)
