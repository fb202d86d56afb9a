import { op, type Tensor, withCustomGradient } from '../tensor.ts'
import { erf, exp, sigmoid } from './elementwise.ts'

const normalCdf = (x: Tensor) => erf(x.mul(Math.SQRT1_2)).add(1).mul(0.5)
const normalPdf = (x: Tensor) => exp(x.mul(x).mul(-0.5)).mul(1 / Math.sqrt(2 * Math.PI))

/** Gaussian error linear unit, x · Φ(x) (Hendrycks & Gimpel 2016). Its slope is Φ(x) + x · φ(x). */
export const gelu = (x: Tensor): Tensor =>
  op('Gelu', [x], x.shape, {
    domain: 'com.microsoft',
    gradient: ([g]) => [(g as Tensor).mul(normalCdf(x).add(x.mul(normalPdf(x))))],
  })

const linearCoefficient = 2 * Math.sqrt(2 / Math.PI)
const cubicCoefficient = linearCoefficient * 0.044715

/**
 * GPT-2's approximation, "gelu_new": ½x(1 + tanh(√(2/π)(x + 0.044715x³))) = x · σ(u) with u = ax + bx³.
 * Its slope is σ + xσ(1 − σ)u′.
 */
export function geluTanh(x: Tensor): Tensor {
  const square = x.mul(x)
  const s = sigmoid(x.mul(square.mul(cubicCoefficient).add(linearCoefficient)))
  return op('FastGelu', [x], x.shape, {
    domain: 'com.microsoft',
    gradient: ([g], [y]) => [
      (g as Tensor).mul(
        s.add((y as Tensor).sub((y as Tensor).mul(s)).mul(square.mul(3 * cubicCoefficient).add(linearCoefficient))),
      ),
    ],
  })
}

/** x · σ(x), also called swish. Its slope is σ + y(1 − σ). */
export function silu(x: Tensor): Tensor {
  const s = sigmoid(x)
  const y = x.mul(s)
  return withCustomGradient(y, [x], ([g]) => [(g as Tensor).mul(s.add(y.sub(y.mul(s))))])
}
