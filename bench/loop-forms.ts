import type { Batch } from '../core/data/batch.ts'
import type { Program } from '../core/tensor/program.ts'
import { unroll } from '../core/tensor/unroll.ts'
import type { Model } from '../core/train/model.ts'
import { stateName, updatedName } from '../core/train/optimizer-rules.ts'
import { stepProgram } from '../core/train/programs.ts'
import { initialFlatState, parameterFeeds } from '../main/engine/onnx/cpu-state.ts'
import { compileForCpu, type OrtValues, readScalar, selectFeeds } from '../main/engine/onnx/session.ts'
import { microBatchFeeds, optimizerFeeds } from '../main/engine/onnx/step-feeds.ts'
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
  const state = initialFlatState(model, optimizer, 1)
  const { layout } = state
  const before = process.cpuUsage()
  const program = forms[form](stepProgram(model, texts, optimizer))
  const compiled = await compileForCpu(program)
  const { user, system } = process.cpuUsage(before)
  const slots = [...layout.slots].map(([slot, array]) =>
    parameterFeeds(state.slots.get(slot) as Float32Array, array, name => stateName(slot, name)),
  )
  const values: OrtValues = Object.assign({}, parameterFeeds(state.weights, layout), ...slots)
  const targets = Object.fromEntries(Object.entries(values).map(([name, value]) => [updatedName(name), value]))
  return {
    /** Of one processor, to write the program and make a session of it: what a quiet machine takes. */
    milliseconds: (user + system) / 1000,
    size: compiled.size,
    async step(step: number, learningRate: number): Promise<{ loss: number; norm: number }> {
      const own = {
        ...optimizerFeeds(optimizer, { step, learningRate }),
        ...microBatchFeeds([batch], 0, compiled, step),
      }
      const feeds = { ...values, ...own }
      const results = await compiled.session.run(selectFeeds(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: readScalar(results, 'loss'), norm: readScalar(results, 'norm') }
    },
    release: () => compiled.session.release(),
  }
}
