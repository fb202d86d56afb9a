import { multiOutputOp, op, type Tensor, withCustomGradient } from '../tensor.ts'
import { reciprocal, sqrt } from './elementwise.ts'

/** Over the last axis. The gradient needs only the output: y · (g − Σ g·y). */
export const softmax = (x: Tensor): Tensor =>
  op('Softmax', [x], x.shape, {
    attrs: { axis: -1 },
    gradient: ([g], [y]) => {
      const gy = (g as Tensor).mul(y as Tensor)
      return [gy.sub((y as Tensor).mul(gy.sum([-1], true)))]
    },
  })

/** Axes that all rows share: every axis but the last. */
const leadingAxes = (x: Tensor) => x.shape.slice(0, -1).map((_, i) => i)

/**
 * (x − mean) / √(variance + ε) · weight + bias over the last axis (Ba et al. 2016), x [..., C]; the bias may be left out.
 * The kernel also gives mean and 1/σ, which only the gradient reads.
 */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor | undefined, epsilon: number): Tensor {
  const perRow = x.shape.with(-1, 1)
  const offset = bias ? [bias] : []
  const outputs = multiOutputOp('LayerNormalization', [x, weight, ...offset], [x.shape, perRow, perRow], {
    attrs: { axis: -1, epsilon: { float: epsilon } },
    gradient: ([g], [, mean, inverse]) => {
      const normal = x.sub(mean as Tensor).mul(inverse as Tensor)
      const gx = (g as Tensor).mul(weight)
      const dx = gx.sub(gx.mean([-1], true)).sub(normal.mul(gx.mul(normal).mean([-1], true)))
      const ofOffset = () => (g as Tensor).sum(leadingAxes(x))
      return [dx.mul(inverse as Tensor), (g as Tensor).mul(normal).sum(leadingAxes(x)), ...offset.map(ofOffset)]
    },
  })
  return outputs[0] as Tensor
}

/** x / √(mean(x²) + ε) · weight over the last axis: no mean, no bias (Zhang & Sennrich 2019). */
export function rmsNorm(x: Tensor, weight: Tensor, epsilon: number): Tensor {
  const inverse = reciprocal(sqrt(x.mul(x).mean([-1], true).add(epsilon)))
  const normal = x.mul(inverse)
  return withCustomGradient(normal.mul(weight), [x, weight], ([g]) => {
    const gx = (g as Tensor).mul(weight)
    const dx = gx.sub(normal.mul(gx.mul(normal).mean([-1], true))).mul(inverse)
    return [dx, (g as Tensor).mul(normal).sum(leadingAxes(x))]
  })
}
