import type { Model } from '../../../core/train/model.ts'
import { evaluationProgram } from '../../../core/train/programs.ts'
import { byRoom } from './by-room.ts'
import { inParts } from './cpu-parts.ts'
import { asWhole } from './cpu-whole.ts'
import { fill, flatState, only, parts, views } from './flat-state.ts'
import type { Machine } from './machine.ts'
import { compileForCpu, evaluated, fed } from './session.ts'
import type { CpuOptions } from './stepper.ts'

/** From here on, one graph for the whole step loses more to long passes over memory than a second graph costs. */
const large = 20e6

/** Training on the processor. State lives in flat arrays that are fed and written in place. */
export async function cpuMachine(model: Model, options: CpuOptions): Promise<Machine> {
  const state = flatState(model, options.seed)
  const { layout, weights, first, second } = state
  const stepper =
    options.accumulate === 1 && layout.total < large
      ? await asWhole(model, state, options)
      : await inParts(model, state, options)
  const evaluations = await byRoom(
    model,
    sized => evaluationProgram(sized, options.batchSize),
    program => compileForCpu(program, options.threads),
  )
  const parameters = views(weights, layout)
  return {
    step: (batches, at) => stepper.step(batches, at),
    async evaluate(batch) {
      const evaluation = await evaluations.of(batch)
      const feeds = only({ ...parameters, ...fed(batch.arrays, evaluation.inputs) }, evaluation)
      return evaluated(await evaluation.session.run(feeds))
    },
    async weights() {
      return parts(weights, layout)
    },
    async state() {
      const moments = (data: Float32Array) => parts(data.slice(), layout.learning)
      return { weights: parts(weights.slice(), layout), first: moments(first), second: moments(second) }
    },
    async load(given) {
      fill(weights, layout, given.weights)
      fill(first, layout.learning, given.first)
      fill(second, layout.learning, given.second)
    },
    async dispose() {
      await stepper.release()
      await evaluations.release()
    },
  }
}
