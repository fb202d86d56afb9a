import type { Tensor } from '../../core/tensor/tensor.ts'
import { initialise } from '../../core/train/initialise.ts'
import type { Model } from '../../core/train/model.ts'
import type { Weights } from '../engine/onnx/programs-over.ts'

/** The weights that a training with this seed starts from scratch with; of some parameters only, when those are named. */
export function freshWeights(
  { parameters }: Pick<Model, 'parameters'>,
  seed: number,
  wanted?: ReadonlySet<Tensor>,
): Weights {
  const all = [...parameters].map(([name, tensor], index) => ({ name, tensor, index }))
  const some = all.filter(({ tensor }) => wanted?.has(tensor) ?? true)
  return new Map(
    some.map(({ name, tensor, index }) => {
      const values = new Float32Array(tensor.size)
      initialise(tensor, values, seed, index)
      return [name, values] as const
    }),
  )
}
