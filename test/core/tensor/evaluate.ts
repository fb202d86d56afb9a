import { InferenceSession, Tensor as Value } from 'onnxruntime-node'
import { emitOnnx } from '../../../core/onnx/emit.ts'
import type { DType, Tensor } from '../../../core/tensor/tensor.ts'

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array }
type Fed = Exclude<DType, 'int64' | 'bool'>
export type Feeds = Readonly<Record<string, ArrayLike<number>>>

/** Compiles named results and gives a function from feeds to their values, run by ONNX Runtime on the CPU. */
export async function compiled(outputs: Record<string, Tensor>, parameters: ReadonlyMap<string, Tensor> = new Map()) {
  const emitted = emitOnnx({ outputs, parameters })
  const session = await InferenceSession.create(emitted.bytes, { logSeverityLevel: 3, intraOpNumThreads: 2 })
  return async (feeds: Feeds): Promise<Record<string, number[]>> => {
    const given = [...emitted.inputs, ...emitted.parameters].map(({ name, shape, dtype }) => {
      const values = feeds[name]
      if (!values) throw new Error(`compiled: no value for ${name}`)
      return [name, new Value(dtype as Fed, arrays[dtype as Fed].from(values) as Float32Array, [...shape])] as const
    })
    const results = await session.run(Object.fromEntries(given))
    return Object.fromEntries(
      Object.entries(results).map(([name, v]) => [name, Array.from(v.data as Float32Array, Number)]),
    )
  }
}
