import { nodes, type Program } from '../tensor/program.ts'
import { anyLength, type Shape } from '../tensor/shape.ts'
import type { Attribute, Data, DType, Node, Tensor } from '../tensor/tensor.ts'
import { Names } from './names.ts'
import { Message } from './protobuf.ts'

/** Element types of onnx.proto. */
const types: Readonly<Record<DType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 }

export interface Value {
  readonly name: string
  readonly shape: Shape
  readonly dtype: DType
}

/** An ONNX model and what it takes and gives. Weights are inputs, so the bytes stay small. */
export interface Emitted {
  readonly bytes: Uint8Array
  readonly inputs: readonly Value[]
  readonly parameters: readonly Value[]
  readonly outputs: readonly Value[]
  /** Number of operations. */
  readonly size: number
}

/** The program as an ONNX model (opset 20, and the com.microsoft operators of ONNX Runtime). */
export function emit(program: Program): Emitted {
  const order = nodes(program)
  const names = new Names(program)
  const leaves = (kind: 'input' | 'parameter') =>
    order.filter(n => n.origin.kind === kind).map(n => described(n.outputs[0] as Tensor, names))
  const inputs = leaves('input')
  const parameters = leaves('parameter')
  const outputs = Object.entries(program.outputs).map(([name, { shape, dtype }]) => ({ name, shape, dtype }))
  const operations = order.filter(n => n.origin.kind === 'op').map(n => nodeProto(n, names))
  operations.push(...copies(program, names))

  const graph = new Message()
  for (const operation of operations) graph.message(1, operation)
  graph.string(2, 'patchbay')
  for (const constant of constants(order, names).values()) graph.message(5, constant)
  for (const value of [...inputs, ...parameters]) graph.message(11, valueInfo(value))
  for (const value of outputs) graph.message(12, valueInfo(value))
  return { bytes: model(graph), inputs, parameters, outputs, size: operations.length }
}

function model(graph: Message): Uint8Array {
  const opset = (domain: string, version: number) => new Message().string(1, domain).int(2, version)
  const message = new Message().int(1, 9).string(2, 'patchbay').message(7, graph) // 9: the IR version of opset 20
  return message.message(8, opset('', 20)).message(8, opset('com.microsoft', 1)).done()
}

/** An output that is a leaf, or a second name of another output, is copied. */
const copies = (program: Program, names: Names): Message[] =>
  Object.entries(program.outputs)
    .filter(([name, tensor]) => names.of(tensor) !== name)
    .map(([name, tensor]) => new Message().string(1, names.of(tensor)).string(2, name).string(4, 'Identity'))

const described = (tensor: Tensor, names: Names): Value => ({
  name: names.of(tensor),
  shape: tensor.shape,
  dtype: tensor.dtype,
})

function constants(order: readonly Node[], names: Names): Map<string, Message> {
  const found = new Map<string, Message>()
  for (const { origin, outputs } of order) {
    if (origin.kind !== 'constant') continue
    const value = described(outputs[0] as Tensor, names)
    found.set(value.name, tensorProto(value, origin.data))
  }
  return found
}

function tensorProto({ name, shape, dtype }: Value, data: Data): Message {
  const wide = dtype === 'int64' ? BigInt64Array.from(data, BigInt) : data
  const message = new Message()
  for (const d of shape) message.int(1, d)
  return message
    .int(2, types[dtype])
    .string(8, name)
    .bytes(9, new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength))
}

function valueInfo({ name, shape, dtype }: Value): Message {
  const dims = new Message()
  for (const d of shape) dims.message(1, d === anyLength ? new Message().string(2, 'length') : new Message().int(1, d))
  const tensor = new Message().int(1, types[dtype]).message(2, dims)
  return new Message().string(1, name).message(2, new Message().message(1, tensor))
}

function nodeProto({ origin, outputs, id }: Node, names: Names): Message {
  if (origin.kind !== 'op') throw new Error(`nodeProto: expected an operation, got ${origin.kind}`)
  const message = new Message()
  for (const x of origin.inputs) message.string(1, names.of(x))
  for (const y of outputs) message.string(2, names.of(y))
  message.string(3, `n${id}`).string(4, origin.type)
  for (const [name, value] of Object.entries(origin.attrs)) message.message(5, attribute(name, value))
  return origin.domain ? message.string(7, origin.domain) : message
}

/** AttributeProto: type 1 float, 2 int, 3 string, 7 ints. */
function attribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name)
  if (typeof value === 'number') return message.int(20, 2).int(3, value)
  if (typeof value === 'string') return message.int(20, 3).string(4, value)
  if ('float' in value) return message.int(20, 1).float(2, value.float)
  message.int(20, 7)
  for (const v of value) message.int(8, v)
  return message
}
