import { Tokenizer as Library } from 'tokenizers'

interface Parts {
  readonly model?: unknown
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
  readonly decoder?: unknown
}

const emptyModel = { type: 'WordLevel', vocab: {}, unk_token: '' }

/** A tokenizer of the library with these components of a tokenizer.json and an empty vocabulary, because parsing a large one takes long. */
export function libraryTokenizer({
  model = emptyModel,
  normalizer = null,
  pre_tokenizer = null,
  decoder = null,
}: Parts): Library {
  return Library.fromString(
    JSON.stringify({ version: '1.0', added_tokens: [], normalizer, pre_tokenizer, decoder, model }),
  )
}

/** A step of a normalizer or pre-tokenizer as tokenizer.json writes it. */
export type ComponentJson = Readonly<Record<string, unknown>> & { readonly type: string }

/** The steps of a component of a tokenizer.json, in order, whether it is a sequence (whose steps are in the field `key`), a single step or missing. */
export function componentsIn(part: unknown, key: 'normalizers' | 'pretokenizers'): readonly ComponentJson[] {
  if (typeof part !== 'object' || part === null) return []
  const steps = (part as Record<string, unknown>)[key]
  return Array.isArray(steps) ? steps.flatMap(step => componentsIn(step, key)) : [part as ComponentJson]
}

/** Whether a step collapses consecutive spaces, as SentencePiece does. */
export const collapsesSpaces = ({ type, pattern }: ComponentJson): boolean =>
  type === 'Replace' && (pattern as { Regex?: unknown } | undefined)?.Regex === ' {2,}'
