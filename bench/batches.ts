// node --import ./bench/with-blocks.mjs bench/batches.ts [million tokens …]: peak memory and time of making 2,000 batches from token files of so many
// tokens, each in a process of its own. Random tokens serve as well as real ones: no batch looks at what they mean.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../core/random.ts'
import { batcher } from '../core/train/batching/batcher.ts'
import { columnWriter, openColumn } from '../main/data/tokens/token-files.ts'
import { maskTokens } from '../nodes/collate/mask-tokens.ts'
import { shiftTokens } from '../nodes/collate/shift-tokens.ts'
import { dataPlan } from './data-plan.ts'

const rowTokens = 275
const { batches } = dataPlan('text.txt')
const masks = { length: 256, rate: 0.15, random: 0.1, keep: 0.1, count: 'exact', words: true } as const
const collators = {
  'next token': shiftTokens(batches, { length: 256, rows: 'pack', across: true }),
  'whole words hidden': maskTokens(
    { ...batches, tokens: { ...batches.tokens, vocabulary: { ...batches.tokens.vocabulary, mask: 3 } } },
    masks,
  ),
}

/** The files of a column of tokens drawn by chance. */
async function written(folder: string, millions: number) {
  const { int } = createRandom(1)
  const block = 1_000_000
  const ids = Uint16Array.from({ length: block }, () => 40 + int(8000))
  const marks = Uint8Array.from(ids, id => id % 2)
  const rows = Math.floor(block / rowTokens)
  const lengths = Uint32Array.from({ length: rows }, (_, i) => (i === 0 ? block - (rows - 1) * rowTokens : rowTokens))
  const { append, close, shape } = await columnWriter(folder, 'text', 2)
  for (let i = 0; i < millions; i++) await append({ ids, marks, lengths })
  await close()
  return shape()
}

async function measure(millions: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-batches-'))
  const shape = await written(folder, millions)
  for (const name of Object.keys(collators)) {
    const given = [...process.execArgv, import.meta.filename, '--child', folder, JSON.stringify(shape), name]
    const { stdout, stderr, status } = spawnSync(process.execPath, given, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    console.log(`${String(millions).padStart(5)} million tokens, ${name}: ${stdout.trim()}`)
  }
  rmSync(folder, { recursive: true })
}

function child(folder: string, shape: string, name: keyof typeof collators): void {
  const table = { columns: { text: openColumn(folder, 'text', JSON.parse(shape)) } }
  const before = process.resourceUsage().maxRSS
  const batchOf = batcher(collators[name], table, { batchSize: 16, accumulate: 1, seed: 1 })
  const started = process.cpuUsage()
  for (let step = 0; step < 2000; step++) batchOf(step)
  const { user, system } = process.cpuUsage(started)
  const peak = process.resourceUsage().maxRSS
  const mebibytes = (kilobytes: number) => `${(kilobytes / 1024).toFixed(0)} MiB`
  console.log(
    `peak ${mebibytes(peak)} (before ${mebibytes(before)}), ${((user + system) / 2e6).toFixed(2)} ms of processor time per batch`,
  )
}

const [first, ...given] = process.argv.slice(2)
if (first === '--child') child(given[0] as string, given[1] as string, given[2] as keyof typeof collators)
else for (const millions of first ? [first, ...given] : [250, 1250]) await measure(Number(millions))
