import { type Program, programNodes } from '../tensor/program.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { graphProto, type ValueInfo, valueInfoOf } from './graph-proto.ts'
import { ProtobufMessage } from './protobuf.ts'
import { TensorNames } from './tensor-names.ts'

/** An ONNX model and what it takes and gives. Weights are inputs, so the bytes stay small. */
export interface EmittedModel {
  readonly bytes: Uint8Array
  readonly inputs: readonly ValueInfo[]
  readonly parameters: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  /** Number of operations, those inside loops included. */
  readonly size: number
}

/** The program as an ONNX model (opset 20, and the com.microsoft operators of ONNX Runtime). */
export function emitOnnx(program: Program): EmittedModel {
  const order = programNodes(program)
  const results = Object.entries(program.outputs)
  const names = new TensorNames(
    Array.from(program.parameters, ([name, tensor]) => [tensor, name] as const),
    results,
  )
  const leaves = (kind: 'input' | 'parameter') =>
    order.filter(n => n.origin.kind === kind).map(n => valueInfoOf(n.outputs[0] as Tensor, names))
  const inputs = leaves('input')
  const parameters = leaves('parameter')
  const outputs = results.map(([name, { shape, dtype }]) => ({ name, shape, dtype }))
  const { message, size } = graphProto(results, names, [...inputs, ...parameters])
  return { bytes: modelProto(message), inputs, parameters, outputs, size }
}

function modelProto(graph: ProtobufMessage): Uint8Array {
  const opset = (domain: string, version: number) => new ProtobufMessage().string(1, domain).int(2, version)
  const message = new ProtobufMessage().int(1, 9).string(2, 'patchbay').message(7, graph) // 9: the IR version of opset 20
  return message.message(8, opset('', 20)).message(8, opset('com.microsoft', 1)).done()
}
