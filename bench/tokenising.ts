// node --import ./bench/with-blocks.mjs bench/tokenising.ts [kind …]: from a text file to finished token files, everything a process does in between: start, modules,
// tokenizer, cache. English with planted scripts (1 and 16 MB) and Chinese (4 MB), with each kind of tokenizer that can be learned, as the built app does
// it; beside Hugging Face's tokenizers called from Python, where a Python with them is found. Runs alternate; medians count. “busy” are
// seconds of all cores, which other work on the machine disturbs less. TEXT=file measures that file.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { prepareTokens } from '../main/data/tokens/prepare-data.ts'
import { blocks, dataPlan, tokenizers } from './data-plan.ts'
import { writeChinese, writeCorpus } from './make-corpus.ts'

interface Timing {
  /** Seconds from the start of the process to its end. */
  readonly whole: number
  readonly busy: number
  readonly tokens: number
}

const given = process.argv.slice(2)
const kinds = given.length > 0 ? given : Object.keys(tokenizers)
const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'patchbay-tokenising-'))
const root = join(import.meta.dirname, '..')
const bundle = join(root, 'out', 'bench')

/** Texts by name, and what their tokenizers learn from. */
async function texts(): Promise<readonly (readonly [name: string, text: string, lesson: string])[]> {
  const file = (name: string) => join(folder, name)
  if (process.env.TEXT) return [['given', process.env.TEXT, process.env.TEXT]]
  for (const megabytes of [1, 8, 16]) await writeCorpus(file(`${megabytes}.txt`), megabytes * 1e6)
  writeChinese(file('chinese.txt'), 4e6)
  writeChinese(file('lesson.txt'), 1e6)
  return [
    ['1 MB', file('1.txt'), file('8.txt')],
    ['16 MB', file('16.txt'), file('8.txt')],
    ['Chinese', file('chinese.txt'), file('lesson.txt')],
  ]
}

/** The programs as the app is built: from the source, a start takes a second longer. */
async function bundled(): Promise<void> {
  const input = {
    tokenise: join(import.meta.dirname, 'tokenise.ts'),
    tokenize: join(root, 'main/data/tokens/tokenize-worker.ts'),
  }
  const rolldownOptions = { input, output: { entryFileNames: '[name].js' } }
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: ['zod'] },
    build: { ssr: true, target: 'node22', outDir: bundle, emptyOutDir: true, rolldownOptions },
  })
}

const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import tokenizers, numpy'], { stdio: 'ignore' }).status === 0,
)

function timed(command: string, script: string, given: readonly string[]): Timing {
  const started = performance.now()
  const { stdout, stderr, status } = spawnSync(command, [script, ...given], {
    encoding: 'utf8',
    env: { ...process.env, TOKENIZERS_PARALLELISM: 'true' },
  })
  if (status !== 0) throw new Error(`${script}: ${stderr}`)
  const whole = (performance.now() - started) / 1000
  return { ...(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Timing), whole }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function compare(kind: string, name: string, text: string, lesson: string): Promise<void> {
  const { tokens } = dataPlan(lesson, kind).batches
  const vocabulary = { ...tokens.vocabulary, size: Math.min(tokens.vocabulary.size, name === 'Chinese' ? 2500 : 8192) }
  const made = await prepareTokens({ ...tokens, vocabulary }, { home: folder, blocks, report: () => {} })
  const files = [text, join(made.folder, 'tokenizer.json')]
  const runs = Array.from({ length: rounds }, () => ({
    ours: timed(process.execPath, join(bundle, 'tokenise.js'), files),
    theirs: python ? timed(python, join(import.meta.dirname, 'tokenise.py'), files) : undefined,
  }))
  const of = (who: 'ours' | 'theirs', what: 'whole' | 'busy') => median(runs.flatMap(run => run[who]?.[what] ?? []))
  const ratio = (what: 'whole' | 'busy') => (python ? (of('theirs', what) / of('ours', what)).toFixed(2) : '–')
  const size = statSync(text).size / 1e6
  const cells = [
    name,
    kind,
    (size / of('ours', 'whole')).toFixed(2),
    ...(['whole', 'busy'] as const).flatMap(what => [
      of('ours', what).toFixed(2),
      of('theirs', what).toFixed(2),
      ratio(what),
    ]),
    runs.every(({ ours, theirs }) => theirs === undefined || theirs.tokens === ours.tokens) ? 'same' : 'OTHER TOKENS',
  ]
  console.log(cells.map((cell, i) => (i < 2 ? cell.padEnd(10) : cell.padStart(8))).join(' '))
}

if (!python) console.log('No Python with tokenizers was found: no comparison.')
await bundled()
const heads = ['text', 'tokenizer', 'MB/s', 'seconds', 'theirs', 'ratio', 'busy', 'theirs', 'ratio', 'tokens']
console.log(heads.map((head, i) => (i < 2 ? head.padEnd(10) : head.padStart(8))).join(' '))
for (const [name, text, lesson] of await texts()) for (const kind of kinds) await compare(kind, name, text, lesson)
rmSync(folder, { recursive: true })
rmSync(bundle, { recursive: true })
