import { upstreamNodes } from '../tensor/differentiate.ts'
import type { LoopBody, Node, Tensor } from '../tensor/tensor.ts'
import type { AttentionPart, Recurrence, TextSide } from './attention-mask.ts'

/** An attention of a program: softmax over scores that depend on a text. */
export interface Attention {
  readonly part: AttentionPart
  /** Its number among those of its part, from 1. */
  readonly layer: number
  readonly queries: number
  readonly keys: number
  /** Added to the scores, [1 or B, 1 or H, 1 or T, S] or of lower rank: very negative where nobody may look. */
  readonly bias: Tensor | undefined
}

export interface FoundAttentions {
  readonly attentions: readonly Attention[]
  readonly readings: readonly Recurrence[]
}

/** What a value depends on. */
interface TextDependence {
  readonly ids: boolean
  readonly target: boolean
}

/**
 * The attentions and loops behind a network's hidden states, from the operations themselves: what the scores depend on says
 * which text looks, what they weigh says at which, and what is added to them without depending on a text is the mask.
 */
export function findAttentions(hidden: Tensor): FoundAttentions {
  const order = upstreamNodes([hidden])
  const behind = dependence(order)
  const known = (x: Tensor) => behind.get(x.node) ?? nothing
  const found = [
    ...order.flatMap(node => attentionIn(node, order, known)),
    ...order.flatMap(node => attentionInLoop(node, known)),
  ]
  const counts = new Map<AttentionPart, number>()
  const twoTexts = order.some(node => isInput(node, 'target'))
  const attentions = found.map(({ asks, shows, ...attention }) => {
    const part = partOf(asks, shows, twoTexts)
    const layer = (counts.get(part) ?? 0) + 1
    counts.set(part, layer)
    return { ...attention, part, layer }
  })
  return { attentions, readings: recurrencesOf(order, known) }
}

const nothing: TextDependence = { ids: false, target: false }
const either = (parts: readonly TextDependence[]): TextDependence => ({
  ids: parts.some(({ ids }) => ids),
  target: parts.some(({ target }) => target),
})
const isInput = ({ origin }: Node, name: string) => origin.kind === 'input' && origin.name === name

/** Which texts each node depends on, in an order in which inputs come first. */
function dependence(
  order: readonly Node[],
  given: ReadonlyMap<Node, TextDependence> = new Map(),
): Map<Node, TextDependence> {
  const behind = new Map(given)
  for (const node of order) {
    if (behind.has(node)) continue
    if (node.origin.kind === 'input') behind.set(node, { ids: isInput(node, 'ids'), target: isInput(node, 'target') })
    else behind.set(node, either(node.inputs.map(x => behind.get(x.node) ?? nothing)))
  }
  return behind
}

interface Found extends Omit<Attention, 'part' | 'layer'> {
  /** What the scores depend on, and what is weighed by them. */
  readonly asks: TextDependence
  readonly shows: TextDependence
}

type DependenceOf = (x: Tensor) => TextDependence

function attentionIn(node: Node, order: readonly Node[], known: DependenceOf): Found[] {
  const [weights] = node.outputs
  const values = weights && isSoftmax(node) ? weighedBy(weights, order) : undefined
  if (!weights || !values) return []
  const scores = node.inputs[0] as Tensor
  const bias = addedTo(scores, known)
  return [{ queries: weights.dim(-2), keys: weights.dim(-1), bias, asks: known(scores), shows: known(values) }]
}

const isSoftmax = ({ origin }: Node) => origin.kind === 'op' && origin.type === 'Softmax'

/** What a matrix product weighs with these weights; undefined when it weighs nothing. */
function weighedBy(weights: Tensor, order: readonly Node[]): Tensor | undefined {
  const product = order.find(
    ({ origin, inputs }) => origin.kind === 'op' && origin.type === 'MatMul' && inputs[0] === weights,
  )
  return product?.inputs[1]
}

/** The part of a sum that depends on no text, or only on which of its places count. */
function addedTo({ node }: Tensor, known: DependenceOf): Tensor | undefined {
  if (node.origin.kind !== 'op' || node.origin.type !== 'Add') return undefined
  return node.inputs.find(x => !known(x).ids && !known(x).target)
}

/** Attention inside a loop: each step looks once. */
function attentionInLoop(node: Node, known: DependenceOf): Found[] {
  const { loop, inputs } = node.origin.kind === 'op' ? node.origin : {}
  if (!loop || !inputs) return []
  const { within, inside, outer } = loopDependence(loop, inputs, known)
  return inside
    .flatMap(one => attentionIn(one, inside, within))
    .map(({ bias, ...found }) => ({ ...found, queries: loop.length, bias: bias && outer(bias) }))
}

/** The nodes of a loop's step, and what each depends on: states depend on all that the loop reads. */
function loopDependence(loop: LoopBody, inputs: readonly Tensor[], known: DependenceOf) {
  const changing = either(inputs.slice(0, loop.states + loop.sequences).map(known))
  const given = new Map(
    loop.inputs.map((x, i) => [x.node, i < loop.states ? changing : known(inputs[i] as Tensor)] as const),
  )
  const inside = upstreamNodes(loop.outputs)
  const behind = dependence(inside, given)
  const outer = (x: Tensor): Tensor => {
    const at = loop.inputs.indexOf(x)
    if (at < 0 && x.node.origin.kind !== 'constant') throw new Error('findAttentions: a mask is computed inside a loop')
    return at < 0 ? x : (inputs[at] as Tensor)
  }
  return { inside, outer, within: (x: Tensor) => behind.get(x.node) ?? nothing }
}

function partOf(asks: TextDependence, shows: TextDependence, twoTexts: boolean): AttentionPart {
  if (!twoTexts) return 'self'
  if (!asks.target) return 'encoder'
  return shows.target ? 'decoder' : 'cross'
}

function recurrencesOf(order: readonly Node[], known: DependenceOf): Recurrence[] {
  const loops = order.flatMap(({ origin }) => {
    if (origin.kind !== 'op' || !origin.loop) return []
    const { states, sequences, backward } = origin.loop
    const read = either(origin.inputs.slice(states, states + sequences).map(known))
    const lane: TextSide = read.target ? 'target' : 'input'
    return [{ lane, backward }]
  })
  const kinds = [...new Set(loops.map(one => JSON.stringify(one)))]
  return kinds.map(kind => ({
    ...(JSON.parse(kind) as { lane: TextSide; backward: boolean }),
    layers: loops.filter(one => JSON.stringify(one) === kind).length,
  }))
}
