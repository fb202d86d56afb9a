import { type InferenceSession, Tensor as Value } from 'onnxruntime-node'
import type { Arrays } from '../../../core/data/batch.ts'
import type { Program } from '../../../core/tensor/program.ts'
import type { Weights } from '../../weights/fit-weights.ts'
import { batchFeeds, type CompiledProgram, compileForCpu, type OrtValues } from './session.ts'

interface ProgramFeeds {
  readonly arrays: Arrays
  /** Values that are ready, by the program's names. */
  readonly values?: OrtValues
  /** Where results go; all of them to new memory when absent. */
  readonly fetches?: InferenceSession.NullableOnnxValueMapType
}

/** Programs that run on the processor with the same weights. Weights are fed, so they may change without compiling again. */
export interface ProgramCache {
  /** Runs the program of a name, which is made and compiled when first asked for. */
  run(name: string, make: () => Program, feeds: ProgramFeeds): Promise<OrtValues>
  /** Runs from now on with other weights of the same shapes. */
  setWeights(weights: Weights): void
  release(): Promise<void>
}

export function createProgramCache(given: Weights): ProgramCache {
  let weights = given
  const compiled = new Map<string, Promise<CompiledProgram>>()
  const held = new Map<string, Value>()
  const weight = (name: string, shape: readonly number[]): Value => {
    const data = weights.get(name)
    if (!data) throw new Error(`createProgramCache: no weights '${name}'`)
    const value = held.get(name) ?? new Value('float32', data, shape)
    held.set(name, value)
    return value
  }
  return {
    async run(name, make, { arrays, values = {}, fetches }) {
      const program = compiled.get(name) ?? compileForCpu(make())
      compiled.set(name, program)
      const { session, inputs, parameters, outputs } = await program
      const state = parameters.map(({ name, shape }) => [name, weight(name, shape)])
      const feeds = { ...batchFeeds(arrays, inputs), ...values, ...Object.fromEntries(state) }
      return session.run(feeds, fetches ?? outputs.map(({ name }) => name))
    },
    setWeights(other) {
      weights = other
      held.clear()
    },
    async release() {
      for (const program of compiled.values()) await (await program).session.release()
    },
  }
}
