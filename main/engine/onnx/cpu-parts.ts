import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/batch.ts'
import { hash } from '../../../core/random.ts'
import { clipScale, ratesAt } from '../../../core/train/adamw.ts'
import { stretches } from '../../../core/train/layout.ts'
import type { Model } from '../../../core/train/model.ts'
import {
  gradientOf,
  gradientProgram,
  nextOf,
  normProgram,
  sofarOf,
  updateProgram,
} from '../../../core/train/programs.ts'
import { byRoom } from './by-room.ts'
import { type FlatState, only, views } from './flat-state.ts'
import { compileForCpu, fed, integer, number, scalarOf } from './session.ts'
import type { CpuOptions, Stepper } from './stepper.ts'

/** Elements updated at once: small enough to stay in the cache between the update's operations. */
const stretch = 1 << 18

/**
 * A step in parts: one graph adds up the gradients of the micro-batches, then a small graph runs AdamW over the flat state
 * stretch by stretch, in place. For accumulation, and for models so large that one graph's passes over memory dominate.
 */
export async function inParts(model: Model, state: FlatState, options: CpuOptions): Promise<Stepper> {
  const { batchSize, optimizer, accumulate, threads } = options
  const { layout, weights, first, second } = state
  const several = accumulate > 1
  const gradientPrograms = await byRoom(
    model,
    sized => gradientProgram(sized, batchSize, several),
    program => compileForCpu(program, threads),
  )
  const update = await compileForCpu(updateProgram(optimizer), threads)
  const norm = await compileForCpu(normProgram(), threads)
  const { learning } = layout
  const gradients = new Float32Array(learning.total)
  const ranges = stretches(learning, stretch)
  const parameters = views(weights, layout)
  const targets = views(gradients, learning, gradientOf)
  const sofar = several ? views(gradients, learning, sofarOf) : {}
  const view = (data: Float32Array, from: number, to: number) =>
    new Value('float32', data.subarray(from, to), [to - from])

  async function backward(batches: readonly Batch[], seed: number): Promise<number> {
    const share = number(1 / batches.reduce((sum, b) => sum + b.supervised, 0))
    if (several) gradients.fill(0)
    let loss = 0
    for (const [i, batch] of batches.entries()) {
      const gradient = await gradientPrograms.of(batch)
      const own = { ...fed(batch.arrays, gradient.inputs), seed: integer(hash(seed, i) | 0), share }
      const feeds = only({ ...parameters, ...sofar, ...own }, gradient)
      loss += scalarOf(await gradient.session.run(feeds, { loss: null, ...targets }), 'loss')
    }
    return loss
  }

  async function gradientNorm(): Promise<number> {
    let squares = 0
    for (const { from, to } of ranges)
      squares += scalarOf(await norm.session.run({ g: view(gradients, from, to) }), 'squares')
    return Math.sqrt(squares)
  }

  async function apply(scale: number, step: number, learningRate: number): Promise<void> {
    const { rate, epsilon, keep } = ratesAt(step, learningRate, optimizer)
    const scalars = { scale: number(scale), rate: number(rate), epsilon: number(epsilon) }
    const [decaying, still] = [number(keep), number(1)]
    for (const { from, to } of ranges) {
      const [p, m, v] = [view(weights, from, to), view(first, from, to), view(second, from, to)]
      const feeds = {
        ...scalars,
        keep: from < layout.decayed ? decaying : still,
        p,
        m,
        v,
        g: view(gradients, from, to),
      }
      await update.session.run(feeds, { [nextOf('p')]: p, [nextOf('m')]: m, [nextOf('v')]: v })
    }
  }

  return {
    async step(batches, { step, learningRate, seed }) {
      const loss = await backward(batches, seed)
      const length = await gradientNorm()
      if (Number.isFinite(length)) await apply(clipScale(length, optimizer.clip), step, learningRate)
      return { loss, norm: length }
    },
    async release() {
      await gradientPrograms.release()
      for (const { session } of [update, norm]) await session.release()
    },
  }
}
