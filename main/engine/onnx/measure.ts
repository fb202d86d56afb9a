import type { Batch, Collator } from '../../../core/batch.ts'
import { type Blocks, find, type Judged } from '../../../core/block.ts'
import { bitsPerByte } from '../../../core/metrics/language-model.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Evaluated } from './machine.ts'

interface Measuring {
  readonly plan: Plan
  readonly blocks: Blocks
  readonly collator: Collator
  /** UTF-8 bytes that each id stands for. */
  readonly byteLength: Uint16Array
  readonly progress: (done: number, total: number) => void
}

export interface Measured {
  /** `loss`, `bits-per-byte` where labels spell a text, and what the objective measures. */
  readonly measures: Readonly<Record<string, number>>
  readonly judged: readonly Judged[]
}

/** A batch, and what the network makes of it. */
export type Look = () => Promise<Evaluated & { readonly batch: Batch }>

/** What a model does with all the batches that it looks at. */
export async function measure(looks: readonly Look[], measuring: Measuring): Promise<Measured> {
  const { plan, blocks, collator, byteLength, progress } = measuring
  const judged: Judged[] = []
  let [total, supervised, bytes] = [0, 0, 0]
  for (const [i, look] of looks.entries()) {
    progress(i, looks.length)
    const { batch, loss, guesses } = await look()
    total += loss
    supervised += batch.supervised
    if (collator.spells) for (const id of labels([batch])) bytes += byteLength[id] ?? 0
    if (guesses) judged.push({ batch, guesses })
  }
  const measures = {
    loss: total / supervised,
    ...(bytes > 0 ? { 'bits-per-byte': bitsPerByte(total, bytes) } : {}),
    ...find(blocks, plan.objective).measures?.(judged, plan.batches),
  }
  return { measures, judged }
}

/** Labels that count. */
export const labels = (batches: readonly Batch[]): number[] =>
  batches.flatMap(({ arrays }) => Array.from(arrays.labels ?? []).filter((_, i) => arrays.weights?.[i] !== 0))
