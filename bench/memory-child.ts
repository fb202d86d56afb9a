// From a text file to batches: node bench/memory-child.ts FILE HOME. Says how far it is on stderr, and at last what it made.
import type { EngineReport } from '../core/run/report.ts'
import { shuffledOrder } from '../core/train/batching/shuffled-order.ts'
import { prepareData } from '../main/data/tokens/prepare-data.ts'
import { shiftTokens } from '../nodes/collate/shift-tokens.ts'
import { blocks, dataPlan } from './data-plan.ts'

const [file = '', home = ''] = process.argv.slice(2)
const { batches, ...plan } = dataPlan(file)
const report = (said: EngineReport) =>
  said.t === 'phase' && console.error(said.phase, said.done ?? '', said.total ?? '')
const { train } = await prepareData({ batches, ...plan }, { home, blocks, report })
const collator = shiftTokens(batches, batches.collator.params as never)
const at = shuffledOrder(collator.examples(train), 16, 1)
const started = performance.now()
let tokens = 0
for (let step = 0; step < 2000; step++) tokens += collator.fill(train, at(step), step).tokens
const perBatch = (performance.now() - started) / 2000
console.log(JSON.stringify({ trained: train.columns.text?.length, rows: train.columns.text?.rows, tokens, perBatch }))
