import type { EvaluatedBatch } from '../../../core/block/abilities.ts'
import type { Blocks } from '../../../core/block/block.ts'
import { requireBlock } from '../../../core/block/block.ts'
import type { Batch, Collator, TokenTable } from '../../../core/data/batch.ts'
import { computeFrom } from '../../../core/metrics/index.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { hashSeed } from '../../../core/random.ts'
import type { Model } from '../../../core/train/model.ts'
import { evaluationProgram } from '../../../core/train/programs.ts'
import type { Weights } from '../../weights/fit-weights.ts'
import type { BatchEvaluation } from '../backend.ts'
import { createProgramCache } from '../onnx/program-cache.ts'
import { readEvaluation } from '../onnx/session.ts'

interface MetricOptions {
  readonly plan: Plan
  readonly blocks: Blocks
  readonly collator: Collator
  /** UTF-8 bytes that each id stands for. */
  readonly byteLength: Uint16Array
  readonly progress: (done: number, total: number) => void
}

export interface MetricResults {
  /** `loss`, `bits-per-byte` where labels spell a text, and what the objective measures. */
  readonly measures: Readonly<Record<string, number>>
  readonly judged: readonly EvaluatedBatch[]
}

/** A batch, and what the network makes of it. */
export type BatchEvaluator = () => Promise<BatchEvaluation & { readonly batch: Batch }>

/** What a model does with all the batches that it looks at. */
export async function computeMetrics(
  looks: readonly BatchEvaluator[],
  measuring: MetricOptions,
): Promise<MetricResults> {
  const { plan, blocks, collator, byteLength, progress } = measuring
  const judged: EvaluatedBatch[] = []
  let [total, supervised, bytes] = [0, 0, 0]
  for (const [i, look] of looks.entries()) {
    progress(i, looks.length)
    const { batch, loss, guesses } = await look()
    total += loss
    supervised += batch.supervised
    if (collator.coversWholeTexts) for (const id of supervisedLabels([batch])) bytes += byteLength[id] ?? 0
    if (guesses) judged.push({ batch, predictions: guesses })
  }
  const measures = {
    loss: total / supervised,
    ...computeFrom('bytes', total, bytes),
    ...requireBlock(blocks, plan.objective).metrics?.(judged, plan.batches),
  }
  return { measures, judged }
}

/** Labels that count. */
export const supervisedLabels = (batches: readonly Batch[]): number[] =>
  batches.flatMap(({ arrays }) => Array.from(arrays.labels ?? []).filter((_, i) => arrays.weights?.[i] !== 0))

/** Looks of a model at every example of a table once, a batch at a time; the last batch is as small as it is. */
export function batchEvaluators(
  model: Model,
  weights: Weights,
  table: TokenTable,
  { batchSize, seed }: { batchSize: number; seed: number },
): { all: readonly BatchEvaluator[]; release: () => Promise<void> } {
  const programs = createProgramCache(weights)
  const examples = model.collator.examples(table)
  const all = Array.from({ length: Math.ceil(examples / batchSize) }, (_, i) => async () => {
    const size = Math.min(batchSize, examples - i * batchSize)
    const chosen = Array.from({ length: size }, (_, k) => i * batchSize + k)
    const batch = model.collator.fill(table, chosen, hashSeed(seed, i))
    const results = await programs.run(String(size), () => evaluationProgram(model, size), { arrays: batch.arrays })
    return { batch, ...readEvaluation(results) }
  })
  return { all, release: programs.release }
}
