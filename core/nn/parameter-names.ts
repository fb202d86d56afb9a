// What the names of parameters tell, in Transformers' spelling.

/** Belongs to the body of a network: everything below its head. ModernBERT's `decoder.bias` is that of its words. */
export const isBodyParameter = (name: string): boolean =>
  /^(transformer|model|bert|roberta|distilbert|electra|shared|encoder|decoder(?!\.(weight|bias)$)|bridge)\./.test(name)

/** Belongs to a network that only makes the task of another one. */
export const isGeneratorParameter = (name: string): boolean => name.startsWith('generator.')

/** Belongs to a head. BERT's pooler lies in the body, but only heads that judge whole texts use it. */
export const isHeadParameter = (name: string): boolean => !isBodyParameter(name) || isPoolerParameter(name)

export const isPoolerParameter = (name: string): boolean => /\.pooler\./.test(name)

/** The layer of its stack that a parameter belongs to, from 0; undefined for tables, last norms and heads. */
export function layerIndexOf(name: string): number | undefined {
  const [, layer] = /\.(?:h|layers?|block)\.(\d+)\./.exec(name) ?? []
  return layer === undefined ? undefined : Number(layer)
}

/** Belongs to the tables of words, places and kinds of text, or to what is done with them before the first layer. */
export const isEmbeddingParameter = (name: string): boolean =>
  layerIndexOf(name) === undefined && isBodyParameter(name) && /embed|wte|wpe|shared/.test(name)

/** The name of the table with a row for each token. */
export const tokenEmbeddingName = (names: Iterable<string>): string | undefined =>
  [...names].find(name => /(^|\.)(wte|embed_tokens|tok_embeddings|word_embeddings|shared)\.weight$/.test(name))
