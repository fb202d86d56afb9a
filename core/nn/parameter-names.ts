// What the names of parameters tell. Names are paths in the tree of modules, spelled as Transformers does.
import type { NetworkFamily } from './network.ts'

/** Belongs to the body of a network: everything below its head. */
export const isBodyParameter = (name: string, { body }: Pick<NetworkFamily, 'body'>): boolean =>
  body.some(module => name.startsWith(`${module}.`))

/** Belongs to a network that only makes the task of another one. */
export const isGeneratorParameter = (name: string): boolean => name.startsWith('generator.')

/** Belongs to a head. BERT's pooler lies in the body, but only heads that classify whole texts use it. */
export const isHeadParameter = (name: string, family: Pick<NetworkFamily, 'body'>): boolean =>
  !isBodyParameter(name, family) || isPoolerParameter(name)

export const isPoolerParameter = (name: string): boolean => /\.pooler\./.test(name)

/** The layer of its stack that a parameter belongs to, from 0: the first number in its path. Undefined for embeddings, last norms and heads. */
export function layerIndexOf(name: string): number | undefined {
  const [, layer] = /\.(\d+)\./.exec(name) ?? []
  return layer === undefined ? undefined : Number(layer)
}

/** Belongs to the embeddings, or to what is done with them before the first layer. */
export const isEmbeddingParameter = (name: string, family: Pick<NetworkFamily, 'body' | 'embeddings'>): boolean =>
  layerIndexOf(name) === undefined &&
  isBodyParameter(name, family) &&
  name.split('.').some(module => family.embeddings.includes(module))
