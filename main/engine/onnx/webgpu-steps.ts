import type { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import { type Model, trainableParameters } from '../../../core/train/model.ts'
import { updatedName } from '../../../core/train/optimizer-rules.ts'
import {
  accumulatedName,
  applyProgram,
  gradientName,
  gradientProgram,
  stepProgram,
} from '../../../core/train/programs.ts'
import type { BackendOptions } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import type { StepExecutor } from './cpu-state.ts'
import { compileForWebGpu, type OrtValues, readScalar, selectFeeds } from './session.ts'
import { microBatchFeeds, optimizerFeeds } from './step-feeds.ts'
import { disposeGpuValues, type GpuState, zeroValues } from './webgpu-state.ts'

/** The whole step of one batch as one graph. */
export async function fusedGpuStep(
  model: Model,
  state: GpuState,
  { batchSize, optimizer }: BackendOptions,
): Promise<StepExecutor> {
  const resident = state.updated.map(updatedName)
  const programs = await bucketedPrograms(
    model,
    sized => stepProgram(sized, batchSize, optimizer),
    program => compileForWebGpu(program, resident),
  )
  return {
    async step(batches, at) {
      const compiled = await programs.forBatch(batches[0] as Batch)
      const own = { ...optimizerFeeds(optimizer, at), ...microBatchFeeds(batches, 0, compiled, at.seed) }
      const results = await compiled.session.run(selectFeeds({ ...state.values(), ...own }, compiled))
      state.advance(results)
      return { loss: readScalar(results, 'loss'), gradientNorm: readScalar(results, 'norm') }
    },
    release: programs.release,
  }
}

/** One graph adds up the gradients of micro-batches, a second one applies them; the sums stay in the memory of the graphics processor. */
export async function splitGpuStep(model: Model, state: GpuState, options: BackendOptions): Promise<StepExecutor> {
  const { batchSize, optimizer } = options
  const learning = [...trainableParameters(model)]
  const names = learning.map(([name]) => name)
  const gradients = await bucketedPrograms(
    model,
    sized => gradientProgram(sized, batchSize, true),
    program => compileForWebGpu(program, names.map(gradientName)),
  )
  const apply = await compileForWebGpu(applyProgram(model, optimizer), state.updated.map(updatedName))

  /** The loss, and the gradients of all batches as `applyProgram` reads them. */
  async function backward(batches: readonly Batch[], seed: number): Promise<{ loss: number; sums: OrtValues }> {
    let sums: OrtValues = zeroValues(learning.map(([name, { shape }]) => [gradientName(name), shape]))
    let loss = 0
    for (const [i, batch] of batches.entries()) {
      const program = await gradients.forBatch(batch)
      const accumulated = Object.fromEntries(names.map(n => [accumulatedName(n), sums[gradientName(n)] as Value]))
      const feeds = { ...state.values(), ...accumulated, ...microBatchFeeds(batches, i, program, seed) }
      const results = await program.session.run(selectFeeds(feeds, program))
      loss += readScalar(results, 'loss')
      disposeGpuValues(sums)
      sums = Object.fromEntries(names.map(n => [gradientName(n), results[gradientName(n)] as Value]))
    }
    return { loss, sums }
  }

  return {
    async step(batches, at) {
      const { loss, sums } = await backward(batches, at.seed)
      const feeds = { ...state.values(), ...sums, ...optimizerFeeds(optimizer, at) }
      const results = await apply.session.run(selectFeeds(feeds, apply))
      disposeGpuValues(sums)
      state.advance(results)
      return { loss, gradientNorm: readScalar(results, 'norm') }
    },
    async release() {
      await gradients.release()
      await apply.session.release()
    },
  }
}
