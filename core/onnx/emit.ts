import { nodes, type Program } from '../tensor/program.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { described, graphProto, type Value } from './graph.ts'
import { Names } from './names.ts'
import { Message } from './protobuf.ts'

/** An ONNX model and what it takes and gives. Weights are inputs, so the bytes stay small. */
export interface Emitted {
  readonly bytes: Uint8Array
  readonly inputs: readonly Value[]
  readonly parameters: readonly Value[]
  readonly outputs: readonly Value[]
  /** Number of operations, those inside loops included. */
  readonly size: number
}

/** The program as an ONNX model (opset 20, and the com.microsoft operators of ONNX Runtime). */
export function emit(program: Program): Emitted {
  const order = nodes(program)
  const results = Object.entries(program.outputs)
  const names = new Names(
    Array.from(program.parameters, ([name, tensor]) => [tensor, name] as const),
    results,
  )
  const leaves = (kind: 'input' | 'parameter') =>
    order.filter(n => n.origin.kind === kind).map(n => described(n.outputs[0] as Tensor, names))
  const inputs = leaves('input')
  const parameters = leaves('parameter')
  const outputs = results.map(([name, { shape, dtype }]) => ({ name, shape, dtype }))
  const { message, size } = graphProto(results, names, [...inputs, ...parameters])
  return { bytes: model(message), inputs, parameters, outputs, size }
}

function model(graph: Message): Uint8Array {
  const opset = (domain: string, version: number) => new Message().string(1, domain).int(2, version)
  const message = new Message().int(1, 9).string(2, 'patchbay').message(7, graph) // 9: the IR version of opset 20
  return message.message(8, opset('', 20)).message(8, opset('com.microsoft', 1)).done()
}
