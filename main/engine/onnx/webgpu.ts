import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/batch.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import { hash } from '../../../core/random.ts'
import type { Program } from '../../../core/tensor/program.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { ratesAt } from '../../../core/train/adamw.ts'
import { initialise } from '../../../core/train/initialise.ts'
import { type Model, trained } from '../../../core/train/model.ts'
import {
  applyProgram,
  evaluationProgram,
  firstMomentOf,
  gradientOf,
  gradientProgram,
  nextOf,
  secondMomentOf,
  sofarOf,
  stepProgram,
} from '../../../core/train/programs.ts'
import { type ByRoom, byRoom } from './by-room.ts'
import type { Machine, Stepped } from './machine.ts'
import { type Compiled, compileForWebGpu, evaluated, fed, integer, number, scalarOf, type Values } from './session.ts'

interface Options {
  readonly batchSize: number
  readonly accumulate: number
  readonly optimizer: Optimizer
  readonly seed: number
}

/**
 * Training on a graphics processor. Weights and moments stay in its memory from step to step; only batches go in and
 * two numbers come out. Nothing falls back to the CPU: a device that cannot run an operation refuses the session.
 */
export async function webgpuMachine(model: Model, options: Options): Promise<Machine> {
  const { batchSize, optimizer, accumulate } = options
  const names = [...model.parameters.keys()]
  const learning = [...trained(model).keys()]
  const moving = learning.flatMap(name => [name, firstMomentOf(name), secondMomentOf(name)])
  const nextNames = moving.map(nextOf)
  const wholes =
    accumulate === 1
      ? await byRoom(
          model,
          sized => stepProgram(sized, batchSize, optimizer),
          program => compileForWebGpu(program, nextNames),
        )
      : undefined
  const parts = wholes ? undefined : await accumulating(model, batchSize, optimizer, nextNames)
  const evaluations = await byRoom(
    model,
    sized => evaluationProgram(sized, batchSize),
    program => compileForWebGpu(program, []),
  )
  let state = initialState(model, options.seed)

  /** Takes the results as the new state and frees the old one. */
  const advance = (results: Values) => {
    for (const name of moving) if (state[name]?.location === 'gpu-buffer') state[name].dispose()
    state = { ...state, ...Object.fromEntries(moving.map(name => [name, results[nextOf(name)] as Value])) }
  }

  const scalars = (step: number, learningRate: number) => {
    const { rate, epsilon, keep } = ratesAt(step, learningRate, optimizer)
    return { rate: number(rate), epsilon: number(epsilon), keep: number(keep) }
  }

  return {
    async step(batches, { step, learningRate, seed }): Promise<Stepped> {
      const share = number(1 / batches.reduce((sum, b) => sum + b.supervised, 0))
      const feedsOf = (batch: Batch, i: number, { inputs }: Compiled) => ({
        ...fed(batch.arrays, inputs),
        seed: integer(hash(seed, i) | 0),
        share,
      })
      if (wholes) {
        const whole = await wholes.of(batches[0] as Batch)
        const feeds = { ...state, ...scalars(step, learningRate), ...feedsOf(batches[0] as Batch, 0, whole) }
        const results = await whole.session.run(only(feeds, whole))
        advance(results)
        return { loss: scalarOf(results, 'loss'), norm: scalarOf(results, 'norm') }
      }
      const { gradients: gradientPrograms, apply } = parts as Accumulating
      let sums = zeros(model, sofarOf)
      let loss = 0
      for (const [i, batch] of batches.entries()) {
        const gradient = await gradientPrograms.of(batch)
        const results = await gradient.session.run(
          only({ ...state, ...sums, ...feedsOf(batch, i, gradient) }, gradient),
        )
        loss += scalarOf(results, 'loss')
        free(sums)
        sums = Object.fromEntries(learning.map(name => [sofarOf(name), results[gradientOf(name)] as Value]))
      }
      const gradients = Object.fromEntries(learning.map(name => [gradientOf(name), sums[sofarOf(name)] as Value]))
      const results = await apply.session.run(only({ ...state, ...gradients, ...scalars(step, learningRate) }, apply))
      free(sums)
      advance(results)
      return { loss, norm: scalarOf(results, 'norm') }
    },
    async evaluate(batch) {
      const evaluation = await evaluations.of(batch)
      const feeds = { ...state, ...fed(batch.arrays, evaluation.inputs) }
      return evaluated(await evaluation.session.run(only(feeds, evaluation)))
    },
    async weights() {
      return read(state, names, model)
    },
    async state() {
      const all = await read(state, [...new Set([...names, ...moving])], model)
      const pick = (some: readonly string[], rename: (name: string) => string) =>
        new Map(some.map(n => [n, all.get(rename(n)) as Float32Array]))
      const moments = (rename: (name: string) => string) => pick(learning, rename)
      return { weights: pick(names, n => n), first: moments(firstMomentOf), second: moments(secondMomentOf) }
    },
    async load(given) {
      const kinds = [
        [given.weights, (n: string) => n],
        [given.first, firstMomentOf],
        [given.second, secondMomentOf],
      ] as const
      for (const [values, rename] of kinds)
        for (const [name, data] of values ?? [])
          state[rename(name)] = new Value('float32', data.slice(), shapeOf(model, name))
    },
    async dispose() {
      free(state)
      for (const programs of [wholes, parts?.gradients, evaluations]) await programs?.release()
      await parts?.apply.session.release()
    },
  }
}

interface Accumulating {
  readonly gradients: ByRoom
  readonly apply: Compiled
}

async function accumulating(
  model: Model,
  batchSize: number,
  optimizer: Optimizer,
  next: readonly string[],
): Promise<Accumulating> {
  const gradients = [...trained(model).keys()].map(gradientOf)
  return {
    gradients: await byRoom(
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
    initialise(tensor, data, seed, i)
    return [name, new Value('float32', data, tensor.shape)] as const
  })
  return { ...Object.fromEntries(weights), ...zeros(model, firstMomentOf), ...zeros(model, secondMomentOf) }
}

const zeros = (model: Model, rename: (name: string) => string): Record<string, Value> =>
  Object.fromEntries(
    [...trained(model)].map(([name, { shape, size }]) => [
      rename(name),
      new Value('float32', new Float32Array(size), shape),
    ]),
  )

const shapeOf = (model: Model, name: string) => (model.parameters.get(name) as Tensor).shape

const free = (values: Values) => {
  for (const value of Object.values(values)) if (value.location === 'gpu-buffer') value.dispose()
}

const only = (values: Values, { inputs, parameters }: Compiled): Values =>
  Object.fromEntries([...inputs, ...parameters].map(({ name }) => [name, values[name] as Value]))

/**
 * Values copied to the host. Tensor.getData() on a GPU buffer aborts the process (onnxruntime-node 1.30), so a session that
 * does nothing but hand its inputs back as host outputs reads them.
 */
async function read(state: Values, names: readonly string[], _model: Model): Promise<Map<string, Float32Array>> {
  const values = new Map<string, Float32Array>()
  const resident = names.filter(name => state[name]?.location === 'gpu-buffer')
  for (const name of names) if (!resident.includes(name)) values.set(name, (state[name] as Value).data as Float32Array)
  if (resident.length === 0) return values
  const reader = await compileForWebGpu(copies(resident, state), [], 'disabled')
  const results = await reader.session.run(Object.fromEntries(resident.map(name => [name, state[name] as Value])))
  for (const name of resident) values.set(name, (results[nextOf(name)] as Value).data as Float32Array)
  await reader.session.release()
  return values
}

const copies = (names: readonly string[], state: Values): Program => ({
  outputs: Object.fromEntries(names.map(name => [nextOf(name), input(name, [...(state[name] as Value).dims])])),
  parameters: new Map(),
})
