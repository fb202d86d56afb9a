import type { Batch } from '../core/data/batch.ts'
import { hashSeed } from '../core/random.ts'
import type { Program } from '../core/tensor/program.ts'
import { unroll } from '../core/tensor/unroll.ts'
import type { Model } from '../core/train/model.ts'
import { optimizerScalarsAt } from '../core/train/optimizers/adamw.ts'
import { firstMomentName, secondMomentName, stepProgram, updatedName } from '../core/train/programs.ts'
import { initialFlatState, parameterFeeds, selectFeeds } from '../main/engine/onnx/cpu-state.ts'
import { batchFeeds, compileForCpu, floatScalar, intScalar, readScalar } from '../main/engine/onnx/session.ts'
import { optimizer } from './gpt.ts'

/** A program with its loops, or with their steps written out. */
export const forms = {
  loop: (program: Program) => program,
  'written out': unroll,
}
export type Form = keyof typeof forms

export interface Subject {
  readonly model: Model
  readonly batch: Batch
  /** In the batch. */
  readonly texts: number
}

/** Training on the processor with one graph for the step, in either form. */
export async function trainerInForm(form: Form, { model, batch, texts }: Subject) {
  const state = initialFlatState(model, 1)
  const { layout } = state
  const before = process.cpuUsage()
  const program = forms[form](stepProgram(model, texts, optimizer))
  const compiled = await compileForCpu(program)
  const { user, system } = process.cpuUsage(before)
  const values = {
    ...parameterFeeds(state.weights, layout),
    ...parameterFeeds(state.first, layout.learning, firstMomentName),
    ...parameterFeeds(state.second, layout.learning, secondMomentName),
  }
  const targets = Object.fromEntries(Object.entries(values).map(([name, value]) => [updatedName(name), value]))
  return {
    /** Of one processor, to write the program and make a session of it: what a quiet machine takes. */
    milliseconds: (user + system) / 1000,
    size: compiled.size,
    async step(step: number, learningRate: number): Promise<{ loss: number; norm: number }> {
      const { rate, epsilon, keep } = optimizerScalarsAt(step, learningRate, optimizer)
      const scalars = { rate: floatScalar(rate), epsilon: floatScalar(epsilon), keep: floatScalar(keep) }
      const own = { share: floatScalar(1 / batch.supervised), seed: intScalar(hashSeed(step) | 0) }
      const feeds = { ...values, ...scalars, ...own, ...batchFeeds(batch.arrays, compiled.inputs) }
      const results = await compiled.session.run(selectFeeds(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: readScalar(results, 'loss'), norm: readScalar(results, 'norm') }
    },
    release: () => compiled.session.release(),
  }
}
