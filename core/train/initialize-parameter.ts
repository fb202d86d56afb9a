import { createRandom, hashSeed } from '../random.ts'
import type { Init, Tensor } from '../tensor/tensor.ts'

/** Fills the initial value of a parameter; each parameter draws from a stream of its own. */
export function initializeParameter(tensor: Tensor, into: Float32Array, seed: number, index: number): void {
  const { origin } = tensor.node
  if (origin.kind !== 'parameter') throw new Error(`initialise: expected a parameter, got ${origin.kind}`)
  const draw = drawFrom(origin.init, hashSeed(seed, index))
  for (let i = 0; i < into.length; i++) into[i] = draw()
  if (origin.init.kind === 'normal' && origin.init.zeroRow !== undefined) {
    const width = tensor.dim(1)
    into.fill(0, origin.init.zeroRow * width, (origin.init.zeroRow + 1) * width)
  }
}

function drawFrom(init: Init, seed: number): () => number {
  if (init.kind === 'constant') return () => init.value
  const { next, normal } = createRandom(seed)
  if (init.kind === 'uniform') return () => init.bound * (2 * next() - 1)
  return () => init.std * normal()
}
