import { namedParameters } from '../../core/nn/module.ts'
import type { Network, NetworkFamily } from '../../core/nn/network.ts'
import { isBodyParameter, isHeadParameter, isPoolerParameter } from '../../core/nn/parameter-names.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { sameShape } from '../../core/tensor/shape.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import type { Safetensors } from './read-safetensors.ts'
import { extraTensor, missingTensor, notTiedWeights, unsupportedDtype, wrongShape } from './weight-problems.ts'
import type { StoredTensor } from './write-safetensors.ts'

/** Values of parameters by their names, in the order of their elements. */
export type Weights = ReadonlyMap<string, Float32Array>

export interface Fitted {
  readonly weights: Weights
  /** Parameters of a new head, which the file does not have. */
  readonly newlyInitialized: readonly string[]
}

interface FitOptions {
  /** What problems call the file. */
  readonly file: string
  /** The network has another head than the file: the file's is ignored, and the network's own starts fresh. Only a pooler is taken over. */
  readonly newHead?: boolean
}

/** Problems told at once; a wrong config makes hundreds. */
const maxProblems = 8

/** The tensors of a file as the weights of a network. Throws Refusals for all that is missing, left over or of another shape. */
export function fitWeights(
  stored: Pick<Safetensors, 'tensors' | 'others'>,
  network: Pick<Network, 'parts' | 'family' | 'tiedWeights'>,
  { file, newHead = false }: FitOptions,
): Fitted {
  const { family, tiedWeights = {} } = network
  const parameters = namedParameters(network.parts)
  const tensors = withModernNames(stored.tensors, parameters, family)
  for (const [copy, original] of Object.entries(tiedWeights)) {
    const tensor = tensors.get(original)
    if (tensor && parameters.has(copy) && !tensors.has(copy)) tensors.set(copy, tensor)
  }
  const weights = new Map<string, Float32Array>()
  const newlyInitialized: string[] = []
  const problems: Problem[] = []
  for (const [name, { shape }] of parameters) {
    const tensor = tensors.get(name)
    const dtype = stored.others.get(name)
    const fits = tensor && sameShape(tensor.shape, shape)
    if (newHead && isHeadParameter(name, family) && !(fits && isPoolerParameter(name))) newlyInitialized.push(name)
    else if (fits) weights.set(name, tensor.data)
    else if (tensor) problems.push(wrongShape(file, name, tensor.shape, shape))
    else problems.push(dtype ? unsupportedDtype(file, name, dtype) : missingTensor(file, name, shape))
  }
  for (const [name, tensor] of tensors) {
    if (parameters.has(name) || isUnused(name, family) || (newHead && isHeadParameter(name, family))) continue
    const problem = unexpectedTensor(name, tensor, { tensors, family, file })
    if (problem) problems.push(problem)
  }
  if (problems.length > 0) throw new Refusals(problems.slice(0, maxProblems))
  return { weights, newlyInitialized }
}

/**
 * Names as networks with a head have them: older files say gamma and beta, those of a body alone lack its first module, and
 * a token embedding that is also the output layer may be there under the name of the output layer only.
 */
function withModernNames(
  tensors: ReadonlyMap<string, StoredTensor>,
  parameters: ReadonlyMap<string, Tensor>,
  family: NetworkFamily,
) {
  const first = [...parameters.keys()][0]?.split('.')[0] ?? ''
  const bare = isBodyParameter(`${first}.`, family) && ![...tensors.keys()].some(name => name.startsWith(`${first}.`))
  const named = [...tensors].map(([name, stored]) => {
    const modern = name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias')
    const longer = `${first}.${modern}`
    return [bare && (parameters.has(longer) || isUnused(longer, family)) ? longer : modern, stored] as const
  })
  const table = family.tokenEmbedding
  const alone = named.some(([name]) => name === table)
    ? undefined
    : named.find(([name]) => originalOf(name, family) === table && !parameters.has(name))
  return new Map(named.map(([name, stored]) => [name === alone?.[0] ? table : name, stored]))
}

/** What files carry along and no network here reads: tables that can be computed, and poolers and heads that are not used. */
const isUnused = (name: string, { unused }: NetworkFamily) => unused?.test(name) || isPoolerParameter(name)

/** The tensor that one of this name repeats, if it does. */
const originalOf = (name: string, { copies = {} }: NetworkFamily): string | undefined =>
  Object.entries(copies).find(([copy]) => name === copy || name.endsWith(`.${copy}`))?.[1]

interface FitContext {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly family: NetworkFamily
  readonly file: string
}

/** What is wrong with a tensor that no parameter takes; nothing when it only repeats another. */
function unexpectedTensor(
  name: string,
  { shape, data }: StoredTensor,
  { tensors, family, file }: FitContext,
): Problem | undefined {
  const original = originalOf(name, family)
  const other = original === undefined ? undefined : tensors.get(original)
  if (original === undefined || !other) return extraTensor(file, name, shape)
  return sameShape(shape, other.shape) && data.every((x, i) => Object.is(x, other.data[i]))
    ? undefined
    : notTiedWeights(file, name, original)
}
