import type { TokenTable } from '../../../../core/batch.ts'
import { hash } from '../../../../core/random.ts'
import type { Model } from '../../../../core/train/model.ts'
import { evaluationProgram } from '../../../../core/train/programs.ts'
import type { Look } from '../measure.ts'
import { programsOver, type Weights } from '../programs-over.ts'
import { evaluated } from '../session.ts'

/** Looks of a model at every example of a table once, a batch at a time; the last batch is as small as it is. */
export function looks(
  model: Model,
  weights: Weights,
  table: TokenTable,
  { batchSize, seed }: { batchSize: number; seed: number },
): { all: readonly Look[]; release: () => Promise<void> } {
  const programs = programsOver(weights)
  const examples = model.collator.examples(table)
  const all = Array.from({ length: Math.ceil(examples / batchSize) }, (_, i) => async () => {
    const size = Math.min(batchSize, examples - i * batchSize)
    const chosen = Array.from({ length: size }, (_, k) => i * batchSize + k)
    const batch = model.collator.fill(table, chosen, hash(seed, i))
    const results = await programs.run(String(size), () => evaluationProgram(model, size), { arrays: batch.arrays })
    return { batch, ...evaluated(results) }
  })
  return { all, release: programs.release }
}
