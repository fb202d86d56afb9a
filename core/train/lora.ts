import type { NetworkFamily } from '../nn/network.ts'
import { layerIndexOf } from '../nn/parameter-names.ts'
import type { LoraSettings } from '../plan/plan.ts'
import { parameter, scalar, type Tensor } from '../tensor/tensor.ts'

/** LoRA (Hu et al. 2021): a weight stays as it is, and scale · B·A is added to it; only A and B learn. */
export interface LoraAdapter {
  /** Name of the weight. */
  readonly target: string
  /** Names of A [rank, in] and B [out, rank]. */
  readonly a: string
  readonly b: string
  readonly scale: number
  /** The weight is stored as [in, out]. */
  readonly transposed: boolean
}

interface LoraOptions extends LoraSettings {
  /** Layers from the beginning that stay as they are. */
  readonly freeze: number
  readonly family: Pick<NetworkFamily, 'loraTargets' | 'linearLayout'>
}

/** Adapters for the weights of a network, and their new parameters by name. */
export function loraAdapters(
  parameters: ReadonlyMap<string, Tensor>,
  { rank, alpha, targets, freeze, family }: LoraOptions,
): { adapters: readonly LoraAdapter[]; added: ReadonlyMap<string, Tensor> } {
  const linear = [...parameters].filter(
    ([name, { rank: axes }]) => axes === 2 && (layerIndexOf(name) ?? -1) >= freeze && !name.includes('bias'),
  )
  const transposed = family.linearLayout === 'in-out'
  const queriesAndValues = (name: string) => family.loraTargets.some(module => name.endsWith(`.${module}.weight`))
  const chosen = targets === 'all' ? linear : linear.filter(([name]) => queriesAndValues(name))
  const added = new Map<string, Tensor>()
  const adapters = chosen.map(([target, weight]) => {
    const path = target.slice(0, -'.weight'.length)
    const [a, b] = [`${path}.lora_A.weight`, `${path}.lora_B.weight`]
    const [outputs, inputs] = transposed ? [weight.dim(1), weight.dim(0)] : [weight.dim(0), weight.dim(1)]
    added.set(a, parameter([rank, inputs], { kind: 'uniform', bound: 1 / Math.sqrt(inputs) }))
    added.set(b, parameter([outputs, rank], { kind: 'constant', value: 0 }))
    return { target, a, b, scale: alpha / rank, transposed }
  })
  return { adapters, added }
}

type Parameters = ReadonlyMap<string, Tensor>
const parameterNamed = (parameters: Parameters, name: string) => parameters.get(name) as Tensor

/** What an adapted weight is now. */
export function adaptedWeight(parameters: Parameters, { target, a, b, scale, transposed }: LoraAdapter): Tensor {
  const [A, B] = [parameterNamed(parameters, a), parameterNamed(parameters, b)]
  const change = transposed ? A.T.matmul(B.T) : B.matmul(A)
  return parameterNamed(parameters, target).add(change.mul(scalar(scale)))
}

/** Gradients of A and B from that of the weight. */
export function loraGradients(parameters: Parameters, { a, b, scale, transposed }: LoraAdapter, gradient: Tensor) {
  const g = (transposed ? gradient.T : gradient).mul(scalar(scale)) // [out, in]
  return [
    [a, parameterNamed(parameters, b).T.matmul(g)],
    [b, g.matmul(parameterNamed(parameters, a).T)],
  ] as const
}

/** Weights with what their adapters learned added to them, without the adapters: any tool can use them. */
export function mergeAdapters(
  weights: ReadonlyMap<string, Float32Array>,
  adapters: readonly LoraAdapter[],
): Map<string, Float32Array> {
  const all = new Map(weights)
  for (const { target, a, b, scale, transposed } of adapters) {
    const [W, A, B] = [target, a, b].map(name => all.get(name) as Float32Array) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    all.set(target, addLowRank(W, A, B, scale, transposed))
    all.delete(a)
    all.delete(b)
  }
  return all
}

function addLowRank(
  W: Float32Array,
  A: Float32Array,
  B: Float32Array,
  scale: number,
  transposed: boolean,
): Float32Array {
  const result = W.slice()
  // |A| = rank · in, |B| = out · rank, |W| = out · in
  const rank = Math.round(Math.sqrt((A.length * B.length) / W.length))
  const [inputs, outputs] = [A.length / rank, B.length / rank]
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) {
      let change = 0
      for (let r = 0; r < rank; r++) change += (B[o * rank + r] as number) * (A[r * inputs + i] as number)
      const place = transposed ? i * outputs + o : o * inputs + i
      result[place] = (result[place] as number) + scale * change
    }
  return result
}
