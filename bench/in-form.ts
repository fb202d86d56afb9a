import type { Batch } from '../core/batch.ts'
import { hash } from '../core/random.ts'
import type { Program } from '../core/tensor/program.ts'
import { unroll } from '../core/tensor/unroll.ts'
import { ratesAt } from '../core/train/adamw.ts'
import type { Model } from '../core/train/model.ts'
import { firstMomentOf, nextOf, secondMomentOf, stepProgram } from '../core/train/programs.ts'
import { flatState, only, views } from '../main/engine/onnx/flat-state.ts'
import { compileForCpu, fed, integer, number, scalarOf } from '../main/engine/onnx/session.ts'
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
export async function inForm(form: Form, { model, batch, texts }: Subject) {
  const state = flatState(model, 1)
  const { layout } = state
  const before = process.cpuUsage()
  const program = forms[form](stepProgram(model, texts, optimizer))
  const compiled = await compileForCpu(program)
  const { user, system } = process.cpuUsage(before)
  const values = {
    ...views(state.weights, layout),
    ...views(state.first, layout.learning, firstMomentOf),
    ...views(state.second, layout.learning, secondMomentOf),
  }
  const targets = Object.fromEntries(Object.entries(values).map(([name, value]) => [nextOf(name), value]))
  return {
    /** Of one processor, to write the program and make a session of it: what a quiet machine takes. */
    milliseconds: (user + system) / 1000,
    size: compiled.size,
    async step(step: number, learningRate: number): Promise<{ loss: number; norm: number }> {
      const { rate, epsilon, keep } = ratesAt(step, learningRate, optimizer)
      const scalars = { rate: number(rate), epsilon: number(epsilon), keep: number(keep) }
      const own = { share: number(1 / batch.supervised), seed: integer(hash(step) | 0) }
      const feeds = { ...values, ...scalars, ...own, ...fed(batch.arrays, compiled.inputs) }
      const results = await compiled.session.run(only(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: scalarOf(results, 'loss'), norm: scalarOf(results, 'norm') }
    },
    release: () => compiled.session.release(),
  }
}
