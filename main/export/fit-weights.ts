import type { Network } from '../../core/nn/network.ts'
import { isBody, isHead, isPooler, wordTableOf } from '../../core/nn/parameter-names.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { same } from '../../core/tensor/shape.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import type { Safetensors } from './read-safetensors.ts'
import type { Stored } from './safetensors.ts'
import { extraTensor, missingTensor, notNumbers, notTied, wrongShape } from './weight-problems.ts'

export interface Fitted {
  readonly weights: ReadonlyMap<string, Float32Array>
  /** Parameters of a new head, which the file does not have. */
  readonly fresh: readonly string[]
}

interface Options {
  /** What problems call the file. */
  readonly file: string
  /** The network has another head than the file: the file's is left out, and the network's own starts fresh. Only a pooler is taken over. */
  readonly newHead?: boolean
  /** Parameters that the file may leave out, and whose copies they are then. */
  readonly copies?: Network['copies'] | undefined
}

/** Problems told at once; a wrong config makes hundreds. */
const most = 8

/** The tensors of a file as the weights of a network. Throws Refusals for all that is missing, left over or of another shape. */
export function fitWeights(
  found: Pick<Safetensors, 'tensors' | 'others'>,
  parameters: ReadonlyMap<string, Tensor>,
  { file, newHead = false, copies = {} }: Options,
): Fitted {
  const tensors = renamed(found.tensors, parameters)
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
    const fits = stored && same(stored.shape, shape)
    if (newHead && isHead(name) && !(fits && isPooler(name))) fresh.push(name)
    else if (fits) weights.set(name, stored.data)
    else if (stored) problems.push(wrongShape(file, name, stored.shape, shape))
    else problems.push(dtype ? notNumbers(file, name, dtype) : missingTensor(file, name, shape))
  }
  for (const [name, stored] of tensors) {
    if (parameters.has(name) || spare(name) || (newHead && isHead(name))) continue
    const problem = leftOver(name, stored, { tensors, parameters, file })
    if (problem) problems.push(problem)
  }
  if (problems.length > 0) throw new Refusals(problems.slice(0, most))
  return { weights, fresh }
}

/**
 * Names as networks with a head have them: older files say gamma and beta, those of a body alone lack its first word, and a
 * word table that is also the output may be there under its name as output only.
 */
function renamed(tensors: ReadonlyMap<string, Stored>, parameters: ReadonlyMap<string, Tensor>) {
  const first = [...parameters.keys()][0]?.split('.')[0] ?? ''
  const bare = isBody(`${first}.`) && ![...tensors.keys()].some(name => name.startsWith(`${first}.`))
  const named = [...tensors].map(([name, stored]) => {
    const modern = name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias')
    const longer = `${first}.${modern}`
    return [bare && (parameters.has(longer) || spare(longer)) ? longer : modern, stored] as const
  })
  const table = wordTableOf(parameters.keys()) ?? ''
  const alone = named.some(([name]) => name === table)
    ? undefined
    : named.find(([name]) => tables.test(name) && !parameters.has(name))
  return new Map(named.map(([name, stored]) => [name === alone?.[0] ? table : name, stored]))
}

/** What files carry along and no network of ours learns: tables that can be computed, and poolers and next-sentence heads that are not used. */
const spare = (name: string) =>
  /(^|\.)(attn\.(bias|masked_bias)|position_ids|inv_freq)$/.test(name) ||
  /embed_positions\.weights?$/.test(name) ||
  /^cls\.seq_relationship\./.test(name) ||
  isPooler(name)

/** Second names of the word table and of the bias over words. */
const tables =
  /(^|\.)(lm_head|lm_head\.decoder|cls\.predictions\.decoder|vocab_projector|generator_lm_head|embed_tokens|decoder)\.weight$/
const biases = /^(cls\.predictions|lm_head)\.decoder\.bias$/

interface Around {
  readonly tensors: ReadonlyMap<string, Stored>
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly file: string
}

/** What is wrong with a tensor that no parameter takes; nothing when it only repeats another. */
function leftOver(name: string, { shape, data }: Stored, { tensors, parameters, file }: Around): Problem | undefined {
  const twin = tables.test(name)
    ? wordTableOf(parameters.keys())
    : biases.test(name)
      ? name.replace('.decoder.', '.')
      : undefined
  const other = twin === undefined ? undefined : tensors.get(twin)
  if (twin === undefined || !other) return extraTensor(file, name, shape)
  return same(shape, other.shape) && data.every((x, i) => Object.is(x, other.data[i]))
    ? undefined
    : notTied(file, name, twin)
}
