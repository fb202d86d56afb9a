import type { Network } from '../../core/nn/network.ts'
import {
  isBodyParameter,
  isHeadParameter,
  isPoolerParameter,
  tokenEmbeddingName,
} from '../../core/nn/parameter-names.ts'
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
  /** The network has another head than the file: the file's is left out, and the network's own starts fresh. Only a pooler is taken over. */
  readonly newHead?: boolean
  /** Parameters that the file may leave out, and whose copies they are then. */
  readonly tiedWeights?: Network['tiedWeights'] | undefined
}

/** Problems told at once; a wrong config makes hundreds. */
const maxProblems = 8

/** The tensors of a file as the weights of a network. Throws Refusals for all that is missing, left over or of another shape. */
export function fitWeights(
  found: Pick<Safetensors, 'tensors' | 'others'>,
  parameters: ReadonlyMap<string, Tensor>,
  { file, newHead = false, tiedWeights: copies = {} }: FitOptions,
): Fitted {
  const tensors = withModernNames(found.tensors, parameters)
  for (const [copy, of] of Object.entries(copies)) {
    const stored = tensors.get(of)
    if (stored && parameters.has(copy) && !tensors.has(copy)) tensors.set(copy, stored)
  }
  const weights = new Map<string, Float32Array>()
  const fresh: string[] = []
  const problems: Problem[] = []
  for (const [name, { shape }] of parameters) {
    const stored = tensors.get(name)
    const dtype = found.others.get(name)
    const fits = stored && sameShape(stored.shape, shape)
    if (newHead && isHeadParameter(name) && !(fits && isPoolerParameter(name))) fresh.push(name)
    else if (fits) weights.set(name, stored.data)
    else if (stored) problems.push(wrongShape(file, name, stored.shape, shape))
    else problems.push(dtype ? unsupportedDtype(file, name, dtype) : missingTensor(file, name, shape))
  }
  for (const [name, stored] of tensors) {
    if (parameters.has(name) || isUnused(name) || (newHead && isHeadParameter(name))) continue
    const problem = unexpectedTensor(name, stored, { tensors, parameters, file })
    if (problem) problems.push(problem)
  }
  if (problems.length > 0) throw new Refusals(problems.slice(0, maxProblems))
  return { weights, newlyInitialized: fresh }
}

/**
 * Names as networks with a head have them: older files say gamma and beta, those of a body alone lack its first word, and a
 * word table that is also the output may be there under its name as output only.
 */
function withModernNames(tensors: ReadonlyMap<string, StoredTensor>, parameters: ReadonlyMap<string, Tensor>) {
  const first = [...parameters.keys()][0]?.split('.')[0] ?? ''
  const bare = isBodyParameter(`${first}.`) && ![...tensors.keys()].some(name => name.startsWith(`${first}.`))
  const named = [...tensors].map(([name, stored]) => {
    const modern = name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias')
    const longer = `${first}.${modern}`
    return [bare && (parameters.has(longer) || isUnused(longer)) ? longer : modern, stored] as const
  })
  const table = tokenEmbeddingName(parameters.keys()) ?? ''
  const alone = named.some(([name]) => name === table)
    ? undefined
    : named.find(([name]) => outputEmbeddingNames.test(name) && !parameters.has(name))
  return new Map(named.map(([name, stored]) => [name === alone?.[0] ? table : name, stored]))
}

/** What files carry along and no network of ours learns: tables that can be computed, and poolers and next-sentence heads that are not used. */
const isUnused = (name: string) =>
  /(^|\.)(attn\.(bias|masked_bias)|position_ids|inv_freq)$/.test(name) ||
  /embed_positions\.weights?$/.test(name) ||
  /^cls\.seq_relationship\./.test(name) ||
  isPoolerParameter(name)

/** Second names of the word table and of the bias over words. */
const outputEmbeddingNames =
  /(^|\.)(lm_head|lm_head\.decoder|cls\.predictions\.decoder|vocab_projector|generator_lm_head|embed_tokens|decoder)\.weight$/
const outputBiasNames = /^(cls\.predictions|lm_head)\.decoder\.bias$/

interface FitContext {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly file: string
}

/** What is wrong with a tensor that no parameter takes; nothing when it only repeats another. */
function unexpectedTensor(
  name: string,
  { shape, data }: StoredTensor,
  { tensors, parameters, file }: FitContext,
): Problem | undefined {
  const twin = outputEmbeddingNames.test(name)
    ? tokenEmbeddingName(parameters.keys())
    : outputBiasNames.test(name)
      ? name.replace('.decoder.', '.')
      : undefined
  const other = twin === undefined ? undefined : tensors.get(twin)
  if (twin === undefined || !other) return extraTensor(file, name, shape)
  return sameShape(shape, other.shape) && data.every((x, i) => Object.is(x, other.data[i]))
    ? undefined
    : notTiedWeights(file, name, twin)
}
