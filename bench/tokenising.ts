// node --import ./bench/with-blocks.mjs bench/tokenising.ts [MB] [kind …]: speed from a text file to finished token files with each kind of tokenizer
// that can be learned, and the ratio to Hugging Face tokenizers called from Python, where a Python with them is found. Runs alternate; medians
// count. “busy” are seconds of all cores, which other work on the machine disturbs less. TEXT=file measures that file.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from '../main/data/prepare.ts'
import { blocks, bookPlan, tokenizers } from './book-plan.ts'
import { writeCorpus } from './corpus.ts'

interface Timing {
  readonly seconds: number
  readonly busy: number
  readonly tokens: number
  readonly peak: number
}

const [megabytes = '64', ...kinds] = process.argv.slice(2)
const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'patchbay-tokenising-'))
const [text, lesson] = [process.env.TEXT ?? join(folder, 'text.txt'), join(folder, 'lesson.txt')]
if (!process.env.TEXT) await writeCorpus(text, Number(megabytes) * 1e6)
await writeCorpus(lesson, 8e6)
const size = statSync(text).size / 1e6

const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import tokenizers, numpy'], { stdio: 'ignore' }).status === 0,
)
if (!python) console.log('No Python with tokenizers was found: no comparison.')

function timed(command: string, script: string, given: readonly string[]): Timing {
  const options = command === process.execPath ? process.execArgv : []
  const { stdout, stderr, status } = spawnSync(command, [...options, join(import.meta.dirname, script), ...given], {
    encoding: 'utf8',
    env: { ...process.env, TOKENIZERS_PARALLELISM: 'true' },
  })
  if (status !== 0) throw new Error(`${script}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Timing
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function compare(kind: string): Promise<void> {
  const { folder: made } = await prepare(bookPlan(process.env.TEXT ?? lesson, kind), {
    home: folder,
    blocks,
    report: () => {},
  })
  const given = [text, join(made, 'tokenizer.json')]
  const runs = Array.from({ length: rounds }, () => ({
    ours: timed(process.execPath, 'tokenise.ts', given),
    theirs: python ? timed(python, 'tokenise.py', given) : undefined,
  }))
  for (const who of ['ours', 'theirs'] as const) {
    const found = runs.flatMap(run => run[who] ?? [])
    if (found.length === 0) continue
    const rate = (what: 'seconds' | 'busy') => (size / median(found.map(f => f[what]))).toFixed(2)
    const peak = median(found.map(f => f.peak)).toFixed(0)
    console.log(
      `${kind.padEnd(11)} ${who.padEnd(7)} ${rate('seconds')} MB/s  ${rate('busy')} MB per busy second  ${found[0]?.tokens} tokens  ${peak} MiB`,
    )
  }
  if (!python) return
  const ratio = (what: 'seconds' | 'busy') =>
    (median(runs.map(run => run.theirs?.[what] ?? 0)) / median(runs.map(run => run.ours[what]))).toFixed(2)
  console.log(`${kind.padEnd(11)} ${ratio('seconds')} times as fast, ${ratio('busy')} times by busy seconds`)
}

for (const kind of kinds.length > 0 ? kinds : Object.keys(tokenizers)) await compare(kind)
rmSync(folder, { recursive: true })
