import { availableParallelism } from 'node:os'
import { InferenceSession, Tensor as Value } from 'onnxruntime-node'
import type { Arrays } from '../../../core/data/batch.ts'
import { type EmittedModel, emitOnnx } from '../../../core/onnx/emit.ts'
import type { ValueInfo as Described } from '../../../core/onnx/graph-proto.ts'
import { avoidsMemoryPattern } from '../../../core/tensor/peak-memory.ts'
import type { Program } from '../../../core/tensor/program.ts'
import { unroll } from '../../../core/tensor/unroll.ts'
import './disable-telemetry.ts'
import type { BatchEvaluation } from '../backend.ts'

export type OrtValues = Readonly<Record<string, Value>>

export interface CompiledProgram extends EmittedModel {
  readonly session: InferenceSession
}

/** Options that every session shares. Sequential execution: parallel is half as fast and none of our graphs need it. */
export const sessionOptions: InferenceSession.SessionOptions = {
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
}

/** A program ready to run on the processor. Threads that wait do not spin: other programs on the machine stay fast. */
export async function compileForCpu(program: Program, threads = availableParallelism()): Promise<CompiledProgram> {
  const emitted = emitOnnx(program)
  const session = await InferenceSession.create(emitted.bytes, {
    ...sessionOptions,
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    enableMemPattern: !avoidsMemoryPattern(program),
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  return { ...emitted, session }
}

/** A program ready to run on a graphics processor, refusing to fall back to the CPU, so without loops; the named outputs stay in its memory. */
export async function compileForWebGpu(
  program: Program,
  resident: readonly string[],
  optimization: 'all' | 'disabled' = 'all',
): Promise<CompiledProgram> {
  const emitted = emitOnnx(unroll(program))
  const session = await InferenceSession.create(emitted.bytes, {
    ...sessionOptions,
    graphOptimizationLevel: optimization,
    executionProviders: ['webgpu'],
    preferredOutputLocation: Object.fromEntries(resident.map(name => [name, 'gpu-buffer' as const])),
    extra: { session: { disable_cpu_ep_fallback: '1' } },
  })
  return { ...emitted, session }
}

/** The arrays of a batch as values, in the shapes that the program declares. Feeds it does not read are left out. */
export function batchFeeds(arrays: Arrays, inputs: readonly Described[]): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const { name, shape } of inputs) {
    const data = arrays[name]
    if (!data) continue
    values[name] = data instanceof Int32Array ? new Value('int32', data, shape) : new Value('float32', data, shape)
  }
  return values
}

export const floatScalar = (value: number): Value => new Value('float32', Float32Array.of(value), [])
export const floatScalars = (values: Readonly<Record<string, number>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, floatScalar(value)]))
export const intScalar = (value: number): Value => new Value('int32', Int32Array.of(value), [])

/** The feeds that a program reads: it may use fewer parameters than the model has. */
export const selectFeeds = (values: OrtValues, { inputs, parameters }: CompiledProgram): OrtValues =>
  Object.fromEntries([...inputs, ...parameters].map(({ name }) => [name, values[name] as Value]))

/** The only element of a result on the host. */
export function readScalar(results: OrtValues, name: string): number {
  const value = results[name]
  if (!value) throw new Error(`readScalar: the program gave no '${name}'`)
  return Number(value.data[0])
}

/** The results of an evaluation program. */
export function readEvaluation(results: OrtValues): BatchEvaluation {
  const loss = readScalar(results, 'loss')
  const guesses = results.guesses?.data as BigInt64Array | Float32Array | undefined
  return guesses ? { loss, guesses: Float64Array.from(guesses, Number) } : { loss }
}
