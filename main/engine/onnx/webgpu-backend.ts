import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import { hashSeed } from '../../../core/random.ts'
import type { Program } from '../../../core/tensor/program.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { type Model, trainableParameters } from '../../../core/train/model.ts'
import { optimizerScalarsAt } from '../../../core/train/optimizers/adamw.ts'
import {
  accumulatedName,
  applyProgram,
  evaluationProgram,
  firstMomentName,
  gradientName,
  gradientProgram,
  secondMomentName,
  stepProgram,
  updatedName,
} from '../../../core/train/programs.ts'
import type { StepResult, TrainingBackend } from '../backend.ts'
import { type BucketedPrograms, bucketedPrograms } from './bucketed-programs.ts'
import {
  batchFeeds,
  type CompiledProgram,
  compileForWebGpu,
  floatScalar,
  intScalar,
  type OrtValues,
  readEvaluation,
  readScalar,
} from './session.ts'

interface WebGpuBackendOptions {
  readonly batchSize: number
  readonly accumulate: number
  readonly optimizer: Optimizer
  readonly seed: number
}

/**
 * Training on a graphics processor. Weights and moments stay in its memory from step to step; only batches go in and
 * two numbers come out. Nothing falls back to the CPU: a device that cannot run an operation refuses the session.
 */
export async function createWebGpuBackend(model: Model, options: WebGpuBackendOptions): Promise<TrainingBackend> {
  const { batchSize, optimizer, accumulate } = options
  const names = [...model.parameters.keys()]
  const learning = [...trainableParameters(model).keys()]
  const moving = learning.flatMap(name => [name, firstMomentName(name), secondMomentName(name)])
  const nextNames = moving.map(updatedName)
  const wholes =
    accumulate === 1
      ? await bucketedPrograms(
          model,
          sized => stepProgram(sized, batchSize, optimizer),
          program => compileForWebGpu(program, nextNames),
        )
      : undefined
  const parts = wholes ? undefined : await compileAccumulation(model, batchSize, optimizer, nextNames)
  const evaluations = await bucketedPrograms(
    model,
    sized => evaluationProgram(sized, batchSize),
    program => compileForWebGpu(program, []),
  )
  let state = initialState(model, options.seed)

  /** Takes the results as the new state and frees the old one. */
  const advance = (results: OrtValues) => {
    for (const name of moving) if (state[name]?.location === 'gpu-buffer') state[name].dispose()
    state = { ...state, ...Object.fromEntries(moving.map(name => [name, results[updatedName(name)] as Value])) }
  }

  const scalars = (step: number, learningRate: number) => {
    const { rate, epsilon, keep } = optimizerScalarsAt(step, learningRate, optimizer)
    return { rate: floatScalar(rate), epsilon: floatScalar(epsilon), keep: floatScalar(keep) }
  }

  return {
    async step(batches, { step, learningRate, seed }): Promise<StepResult> {
      const share = floatScalar(1 / batches.reduce((sum, b) => sum + b.supervised, 0))
      const feedsOf = (batch: Batch, i: number, { inputs }: CompiledProgram) => ({
        ...batchFeeds(batch.arrays, inputs),
        seed: intScalar(hashSeed(seed, i) | 0),
        share,
      })
      if (wholes) {
        const whole = await wholes.forBatch(batches[0] as Batch)
        const feeds = { ...state, ...scalars(step, learningRate), ...feedsOf(batches[0] as Batch, 0, whole) }
        const results = await whole.session.run(selectFeeds(feeds, whole))
        advance(results)
        return { loss: readScalar(results, 'loss'), gradientNorm: readScalar(results, 'norm') }
      }
      const { gradients: gradientPrograms, apply } = parts as AccumulationPrograms
      let sums = zeroState(model, accumulatedName)
      let loss = 0
      for (const [i, batch] of batches.entries()) {
        const gradient = await gradientPrograms.forBatch(batch)
        const results = await gradient.session.run(
          selectFeeds({ ...state, ...sums, ...feedsOf(batch, i, gradient) }, gradient),
        )
        loss += readScalar(results, 'loss')
        disposeGpuValues(sums)
        sums = Object.fromEntries(learning.map(name => [accumulatedName(name), results[gradientName(name)] as Value]))
      }
      const gradients = Object.fromEntries(
        learning.map(name => [gradientName(name), sums[accumulatedName(name)] as Value]),
      )
      const results = await apply.session.run(
        selectFeeds({ ...state, ...gradients, ...scalars(step, learningRate) }, apply),
      )
      disposeGpuValues(sums)
      advance(results)
      return { loss, gradientNorm: readScalar(results, 'norm') }
    },
    async evaluate(batch) {
      const evaluation = await evaluations.forBatch(batch)
      const feeds = { ...state, ...batchFeeds(batch.arrays, evaluation.inputs) }
      return readEvaluation(await evaluation.session.run(selectFeeds(feeds, evaluation)))
    },
    async weights() {
      return readToHost(state, names, model)
    },
    async state() {
      const all = await readToHost(state, [...new Set([...names, ...moving])], model)
      const pick = (some: readonly string[], rename: (name: string) => string) =>
        new Map(some.map(n => [n, all.get(rename(n)) as Float32Array]))
      const moments = (rename: (name: string) => string) => pick(learning, rename)
      return { weights: pick(names, n => n), first: moments(firstMomentName), second: moments(secondMomentName) }
    },
    async load(given) {
      const kinds = [
        [given.weights, (n: string) => n],
        [given.first, firstMomentName],
        [given.second, secondMomentName],
      ] as const
      for (const [values, rename] of kinds)
        for (const [name, data] of values ?? [])
          state[rename(name)] = new Value('float32', data.slice(), shapeOf(model, name))
    },
    async dispose() {
      disposeGpuValues(state)
      for (const programs of [wholes, parts?.gradients, evaluations]) await programs?.release()
      await parts?.apply.session.release()
    },
  }
}

interface AccumulationPrograms {
  readonly gradients: BucketedPrograms
  readonly apply: CompiledProgram
}

async function compileAccumulation(
  model: Model,
  batchSize: number,
  optimizer: Optimizer,
  next: readonly string[],
): Promise<AccumulationPrograms> {
  const gradients = [...trainableParameters(model).keys()].map(gradientName)
  return {
    gradients: await bucketedPrograms(
      model,
      sized => gradientProgram(sized, batchSize, true),
      program => compileForWebGpu(program, gradients),
    ),
    apply: await compileForWebGpu(applyProgram(model, optimizer), next),
  }
}

function initialState(model: Model, seed: number): Record<string, Value> {
  const weights = [...model.parameters].map(([name, tensor], i) => {
    const data = new Float32Array(tensor.size)
    initializeParameter(tensor, data, seed, i)
    return [name, new Value('float32', data, tensor.shape)] as const
  })
  return { ...Object.fromEntries(weights), ...zeroState(model, firstMomentName), ...zeroState(model, secondMomentName) }
}

const zeroState = (model: Model, rename: (name: string) => string): Record<string, Value> =>
  Object.fromEntries(
    [...trainableParameters(model)].map(([name, { shape, size }]) => [
      rename(name),
      new Value('float32', new Float32Array(size), shape),
    ]),
  )

const shapeOf = (model: Model, name: string) => (model.parameters.get(name) as Tensor).shape

const disposeGpuValues = (values: OrtValues) => {
  for (const value of Object.values(values)) if (value.location === 'gpu-buffer') value.dispose()
}

const selectFeeds = (values: OrtValues, { inputs, parameters }: CompiledProgram): OrtValues =>
  Object.fromEntries([...inputs, ...parameters].map(({ name }) => [name, values[name] as Value]))

/**
 * Values copied to the host. Tensor.getData() on a GPU buffer aborts the process (onnxruntime-node 1.30), so a session that
 * does nothing but hand its inputs back as host outputs reads them.
 */
async function readToHost(
  state: OrtValues,
  names: readonly string[],
  _model: Model,
): Promise<Map<string, Float32Array>> {
  const values = new Map<string, Float32Array>()
  const resident = names.filter(name => state[name]?.location === 'gpu-buffer')
  for (const name of names) if (!resident.includes(name)) values.set(name, (state[name] as Value).data as Float32Array)
  if (resident.length === 0) return values
  const reader = await compileForWebGpu(copyProgram(resident, state), [], 'disabled')
  const results = await reader.session.run(Object.fromEntries(resident.map(name => [name, state[name] as Value])))
  for (const name of resident) values.set(name, (results[updatedName(name)] as Value).data as Float32Array)
  await reader.session.release()
  return values
}

const copyProgram = (names: readonly string[], state: OrtValues): Program => ({
  outputs: Object.fromEntries(names.map(name => [updatedName(name), input(name, [...(state[name] as Value).dims])])),
  parameters: new Map(),
})
