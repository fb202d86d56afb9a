import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { InferenceSession, Tensor as Value } from 'onnxruntime-node'
import { emitOnnx } from '../core/onnx/emit.ts'
import { input } from '../core/tensor/tensor.ts'
import { sessionOptions } from '../main/engine/onnx/session.ts'
import { measureOutputLayer } from './output-layer.ts'

/**
 * Training speed of a GPT step with clipping and AdamW, on this machine: tokens/s, share of the measured matrix product peak,
 * and the ratio to PyTorch where a Python with torch is found. Runs alternate, each in a process of its own; medians count.
 * `head` measures what the output layer saves, `tokenising` how fast text becomes tokens.
 */

const given = process.argv.slice(2).filter(a => !a.startsWith('-'))
const names = given.length > 0 ? given : ['tiny', 'small', 'medium', 'head', 'tokenising']
const apart = ['head', 'tokenising']
const rounds = 3

interface Timing {
  readonly milliseconds: readonly number[]
  /** MiB */
  readonly peak: number
  readonly tokens: number
  readonly flops?: number
}

/** Best of many products of two matrices of 1,024 × 1,024, in GFLOP/s. */
async function peak(): Promise<number> {
  const n = 1024
  const [a, b] = [input('a', [n, n]), input('b', [n, n])]
  const session = await InferenceSession.create(
    emitOnnx({ outputs: { y: a.matmul(b) }, parameters: new Map() }).bytes,
    sessionOptions,
  )
  const value = () =>
    new Value(
      'float32',
      Float32Array.from({ length: n * n }, () => Math.random()),
      [n, n],
    )
  const feeds = { a: value(), b: value() }
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 30; i++) {
    const started = performance.now()
    await session.run(feeds)
    best = Math.min(best, performance.now() - started)
  }
  return (2 * n ** 3) / best / 1e6
}

const bench = import.meta.dirname
const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
)

function timed<T = Timing>(command: string, args: readonly string[]): T {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

const ours = (name: string) => timed(process.execPath, [join(bench, 'ours.ts'), name, '12'])
const torch = (name: string) => (python ? timed(python, [join(bench, 'rival.py'), name, '12']) : undefined)
/** The first steps warm up caches and memory. */
const steady = ({ milliseconds }: Timing) => milliseconds.slice(3)
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const gflops = await peak()
console.log(`Matrix product peak: ${gflops.toFixed(0)} GFLOP/s`)
if (!python) console.log('No Python with torch was found: no comparison with PyTorch.')
const header = ['size', 'ms/step', 'best', 'tokens/s', 'of peak', 'MiB', 'PyTorch ms', 'best', 'MiB', 'ratio']
console.log(header.map(h => h.padStart(10)).join(' '))
for (const name of names.filter(one => !apart.includes(one))) {
  const pairs = Array.from({ length: rounds }, () => ({ mine: ours(name), theirs: torch(name) }))
  const mine = pairs.map(p => p.mine)
  const theirs = pairs.flatMap(p => (p.theirs ? [p.theirs] : []))
  const ms = median(mine.flatMap(steady))
  const other = theirs.length > 0 ? median(theirs.flatMap(steady)) : undefined
  const { tokens, flops = 0 } = mine[0] as Timing
  const best = (timings: readonly Timing[]) => Math.min(...timings.flatMap(steady)).toFixed(0)
  const row = [
    name,
    ms.toFixed(0),
    best(mine),
    ((tokens / ms) * 1000).toFixed(0),
    `${((flops / ms / 1e6 / gflops) * 100).toFixed(0)} %`,
    Math.max(...mine.map(m => m.peak)).toFixed(0),
    other?.toFixed(0) ?? '–',
    other ? best(theirs) : '–',
    other ? Math.max(...theirs.map(m => m.peak)).toFixed(0) : '–',
    other ? (other / ms).toFixed(2) : '–',
  ]
  console.log(row.map(cell => cell.padStart(10)).join(' '))
}
if (names.includes('head'))
  measureOutputLayer((script, args) => timed(process.execPath, [join(bench, script), ...args]))
if (names.includes('tokenising')) {
  const script = ['--import', join(bench, 'with-blocks.mjs'), join(bench, 'tokenising.ts')]
  process.exitCode = spawnSync(process.execPath, script, { stdio: 'inherit' }).status ?? 1
}
