// node --import ./bench/with-blocks.mjs bench/tokenising.ts [MB]: speed from a text file to finished token files, and the ratio to Hugging Face tokenizers called from
// Python, where a Python with them is found. Runs alternate; medians count. “busy” are seconds of all cores, which other work on the machine
// disturbs less.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from '../main/data/prepare.ts'
import { blocks, bookPlan } from './book-plan.ts'
import { writeCorpus } from './corpus.ts'

interface Timing {
  readonly seconds: number
  readonly busy: number
  readonly tokens: number
  readonly peak: number
}

const megabytes = Number(process.argv[2] ?? 64)
const folder = mkdtempSync(join(tmpdir(), 'patchbay-tokenising-'))
const [text, lesson] = [join(folder, 'text.txt'), join(folder, 'lesson.txt')]
await writeCorpus(text, megabytes * 1e6)
await writeCorpus(lesson, 8e6)
const { folder: made } = await prepare(bookPlan(lesson), { home: folder, blocks, report: () => {} })
const given = [text, join(made, 'tokenizer.json')]

const timed = (command: string, script: string): Timing => {
  const options = command === process.execPath ? process.execArgv : []
  const { stdout, stderr, status } = spawnSync(command, [...options, join(import.meta.dirname, script), ...given], {
    encoding: 'utf8',
    env: { ...process.env, TOKENIZERS_PARALLELISM: 'true' },
  })
  if (status !== 0) throw new Error(`${script}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Timing
}
const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import tokenizers, numpy'], { stdio: 'ignore' }).status === 0,
)
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const runs = Array.from({ length: 3 }, () => ({
  ours: timed(process.execPath, 'tokenise.ts'),
  theirs: python ? timed(python, 'tokenise.py') : undefined,
}))
const size = statSync(text).size / 1e6
for (const who of ['ours', 'theirs'] as const) {
  const found = runs.flatMap(run => run[who] ?? [])
  if (found.length === 0) console.log('No Python with tokenizers was found: no comparison.')
  else
    console.log(
      [
        who.padEnd(7),
        `${(size / median(found.map(f => f.seconds))).toFixed(2)} MB/s`,
        `${(size / median(found.map(f => f.busy))).toFixed(2)} MB per busy second`,
        `${found[0]?.tokens} tokens`,
        `${median(found.map(f => f.peak)).toFixed(0)} MiB`,
      ].join('  '),
    )
}
if (python) {
  const ratio = (what: 'seconds' | 'busy') =>
    (median(runs.map(run => run.theirs?.[what] ?? 0)) / median(runs.map(run => run.ours[what]))).toFixed(2)
  console.log(`We are ${ratio('seconds')} times as fast, and ${ratio('busy')} times by busy seconds.`)
}
rmSync(folder, { recursive: true })
