import { nodesOf } from '../tensor/program.ts'
import { dynamicLength, type Shape } from '../tensor/shape.ts'
import {
  type Attribute,
  aliasType,
  type DType,
  type LoopBody,
  type Node,
  type Tensor,
  type TensorData,
} from '../tensor/tensor.ts'
import { ProtobufMessage } from './protobuf.ts'
import { TensorNames } from './tensor-names.ts'

/** Element types of onnx.proto. */
const elementTypes: Readonly<Record<DType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 }

export interface ValueInfo {
  readonly name: string
  readonly shape: Shape
  readonly dtype: DType
}

type Results = readonly (readonly [string, Tensor])[]

interface EmittedGraph {
  readonly message: ProtobufMessage
  /** Number of operations, those inside loops included. */
  readonly size: number
}

/** A GraphProto that computes named results; `leaves` are what is given to it. */
export function graphProto(results: Results, names: TensorNames, leaves: readonly ValueInfo[]): EmittedGraph {
  const order = nodesOf(results.map(([, tensor]) => tensor))
  const read = tensorsRead(order, results)
  const operations = order.filter(n => n.origin.kind === 'op').map(n => nodeProto(n, names, read))
  const message = new ProtobufMessage()
  for (const operation of operations) message.message(1, operation.message)
  const copies = identityNodes(results, names)
  for (const copy of copies) message.message(1, copy)
  message.string(2, 'patchbay')
  for (const constant of constants(order, names).values()) message.message(5, constant)
  for (const value of leaves) message.message(11, valueInfoProto(value))
  for (const [name, { shape, dtype }] of results) message.message(12, valueInfoProto({ name, shape, dtype }))
  return { message, size: operations.reduce((sum, { size }) => sum + size, copies.length) }
}

export const valueInfoOf = (tensor: Tensor, names: TensorNames): ValueInfo => ({
  name: names.of(tensor),
  shape: tensor.shape,
  dtype: tensor.dtype,
})

/** Tensors that somebody reads. */
function tensorsRead(order: readonly Node[], results: Results): ReadonlySet<Tensor> {
  const real = (x: Tensor): Tensor => {
    const { origin } = x.node
    return origin.kind === 'op' && origin.type === aliasType ? real(origin.inputs[0] as Tensor) : x
  }
  return new Set([...order.flatMap(n => n.inputs), ...results.map(([, tensor]) => tensor)].map(real))
}

/** A result that is a leaf, or a second name of another result, is copied. */
const identityNodes = (results: Results, names: TensorNames): ProtobufMessage[] =>
  results
    .filter(([name, tensor]) => names.of(tensor) !== name)
    .map(([name, tensor]) => new ProtobufMessage().string(1, names.of(tensor)).string(2, name).string(4, 'Identity'))

function constants(order: readonly Node[], names: TensorNames): Map<string, ProtobufMessage> {
  const found = new Map<string, ProtobufMessage>()
  for (const { origin, outputs } of order) {
    if (origin.kind !== 'constant') continue
    const value = valueInfoOf(outputs[0] as Tensor, names)
    found.set(value.name, tensorProto(value, origin.data))
  }
  return found
}

function tensorProto({ name, shape, dtype }: ValueInfo, data: TensorData): ProtobufMessage {
  const wide = dtype === 'int64' ? BigInt64Array.from(data, BigInt) : data
  const message = new ProtobufMessage()
  for (const d of shape) message.int(1, d)
  return message
    .int(2, elementTypes[dtype])
    .string(8, name)
    .bytes(9, new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength))
}

function valueInfoProto({ name, shape, dtype }: ValueInfo): ProtobufMessage {
  const dims = new ProtobufMessage()
  for (const d of shape)
    dims.message(1, d === dynamicLength ? new ProtobufMessage().string(2, 'length') : new ProtobufMessage().int(1, d))
  const tensor = new ProtobufMessage().int(1, elementTypes[dtype]).message(2, dims)
  return new ProtobufMessage().string(1, name).message(2, new ProtobufMessage().message(1, tensor))
}

function nodeProto(node: Node, names: TensorNames, read: ReadonlySet<Tensor>): EmittedGraph {
  const { origin, outputs } = node
  if (origin.kind !== 'op') throw new Error(`nodeProto: expected an operation, got ${origin.kind}`)
  if (origin.loop) return scanProto(node, origin.loop, names, read)
  const message = namedNode(node, origin.inputs, outputs, names)
  message.string(4, origin.type)
  for (const [name, value] of Object.entries(origin.attrs)) message.message(5, attribute(name, value))
  return { message: origin.domain ? message.string(7, origin.domain) : message, size: 1 }
}

function namedNode(
  { id }: Node,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  names: TensorNames,
): ProtobufMessage {
  const message = new ProtobufMessage()
  for (const x of inputs) message.string(1, names.of(x))
  for (const y of outputs) message.string(2, names.of(y))
  return message.string(3, `n${id}`)
}

/**
 * A loop as Scan. Its step is a graph that sees the names around it, so what is the same at every step need not be given to
 * it; names of its own begin with the node's. Results that nobody reads are left out, with all that only they need.
 */
function scanProto(node: Node, loop: LoopBody, names: TensorNames, read: ReadonlySet<Tensor>): EmittedGraph {
  const { states, sequences, inputs } = loop
  const given = states + sequences
  const prefix = `n${node.id}/`
  const own = inputs.slice(0, given).map((x, i) => [x, `${prefix}x${i}`] as const)
  const outer = inputs.slice(given).map((x, i) => [x, names.of(node.inputs[given + i] as Tensor)] as const)
  const kept = node.outputs.flatMap((y, i) => (i < states || read.has(y) ? [i] : []))
  const results = kept.map(i => [`${prefix}y${i}`, loop.outputs[i] as Tensor] as const)
  const inner = new TensorNames([...own, ...outer], results, prefix)
  const leaves = own.map(([x]) => valueInfoOf(x, inner))
  const body = graphProto(results, inner, leaves)
  const outputs = kept.map(i => node.outputs[i] as Tensor)
  const message = namedNode(node, node.inputs.slice(0, given), outputs, names).string(4, 'Scan')
  const directions = (count: number) => Array(count).fill(loop.backward ? 1 : 0) as number[]
  message.message(5, new ProtobufMessage().string(1, 'body').int(20, 5).message(6, body.message))
  message.message(5, attribute('num_scan_inputs', sequences))
  message.message(5, attribute('scan_input_directions', directions(sequences)))
  if (kept.length > states) message.message(5, attribute('scan_output_directions', directions(kept.length - states)))
  return { message, size: 1 + body.size }
}

/** AttributeProto: type 1 float, 2 int, 3 string, 5 graph, 7 ints. */
function attribute(name: string, value: Attribute): ProtobufMessage {
  const message = new ProtobufMessage().string(1, name)
  if (typeof value === 'number') return message.int(20, 2).int(3, value)
  if (typeof value === 'string') return message.int(20, 3).string(4, value)
  if ('float' in value) return message.int(20, 1).float(2, value.float)
  message.int(20, 7)
  for (const v of value) message.int(8, v)
  return message
}
