import { nodesOf, type Program, programNodes } from './program.ts'
import { product } from './shape.ts'
import type { Node, Tensor } from './tensor.ts'

const bytesPerElement = { float32: 4, int32: 4, float64: 8, int64: 8, bool: 1 }
const byteSize = (t: Tensor) => product(t.shape) * bytesPerElement[t.dtype]

/** Bytes of operation results alive at the same time, at most, when the program runs in order. Outputs go to memory of their own. */
export const peakMemory = (program: Program): number =>
  peakAliveBytes(programNodes(program), Object.values(program.outputs))

function peakAliveBytes(order: readonly Node[], results: readonly Tensor[]): number {
  const outputs = new Set(results)
  const lastUse = new Map<Tensor, number>()
  for (const [i, node] of order.entries()) for (const x of node.inputs) lastUse.set(x, i)
  const dies = new Map<number, number>()
  let [alive, most] = [0, 0]
  for (const [i, node] of order.entries()) {
    if (node.origin.kind === 'op')
      for (const y of node.outputs) {
        if (outputs.has(y)) continue
        alive += byteSize(y)
        const end = lastUse.get(y) ?? i
        dies.set(end, (dies.get(end) ?? 0) + byteSize(y))
      }
    most = Math.max(most, alive + loopBodyBytes(node))
    alive -= dies.get(i) ?? 0
  }
  return most
}

/** What a step of a loop takes; its results lie among those of all steps. */
const loopBodyBytes = ({ origin }: Node): number =>
  origin.kind === 'op' && origin.loop ? peakAliveBytes(nodesOf(origin.loop.outputs), origin.loop.outputs) : 0

/**
 * Whether a program's results take memory once. ONNX Runtime's memory patterns place them anew after the first run and keep the
 * old place, which makes programs of many small results up to 5 % faster, and large ones no faster (docs/decisions/head.md).
 */
export const avoidsMemoryPattern = (program: Program): boolean =>
  peakMemory(program) >= 2 ** 28 ||
  programNodes(program).some(({ origin, outputs }) => origin.kind === 'op' && outputs.some(y => byteSize(y) >= 2 ** 26))
