// Tokenises a file from text to finished cache with a given tokenizer.json, and prints seconds, tokens and MiB.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokenizeFile } from '../main/data/tokens/tokenize-file.ts'
import { blocks, dataPlan } from './data-plan.ts'

const [file = '', tokenizer = ''] = process.argv.slice(2)
const home = await mkdtemp(join(tmpdir(), 'patchbay-bench-'))
const plan = dataPlan(file)
const json = await readFile(tokenizer, 'utf8')
const started = performance.now()
const tokens = { json, vocabulary: plan.batches.tokens.vocabulary }
const { table } = await tokenizeFile(file, plan, tokens, { home, blocks, report: () => {} })
const seconds = (performance.now() - started) / 1000
await rm(home, { recursive: true })
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
console.log(
  JSON.stringify({
    seconds,
    busy: (userCPUTime + systemCPUTime) / 1e6,
    tokens: table.columns.text?.length,
    peak: maxRSS / 1024,
  }),
)
