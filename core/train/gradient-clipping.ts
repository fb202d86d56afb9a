import { minimum } from '../tensor/ops/elementwise.ts'
import { scalar, type Tensor } from '../tensor/tensor.ts'

/** What a gradient of this L2 norm is multiplied by to be at most `clip` long (0: never shortened), as torch.nn.utils.clip_grad_norm_ does. */
export const clipFactor = (norm: number, clip: number): number => (clip > 0 ? Math.min(1, clip / (norm + 1e-6)) : 1)

/** The same for a norm that is known only inside a program. */
export const clipFactorTensor = (norm: Tensor, clip: number): Tensor =>
  clip > 0 ? minimum(scalar(1), scalar(clip).div(norm.add(1e-6))) : scalar(1)
