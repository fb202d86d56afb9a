import type { TokenizerRecipe } from '../../../core/data/tokenizer-recipe.ts'

type Component = Readonly<Record<string, unknown>>

/** The components around the model (normalizer, pre-tokenizer, decoder …) as tokenizer.json describes them. */
export interface RecipeComponents {
  readonly normalizer: Component | null
  readonly pre_tokenizer: Component | null
  readonly decoder: Component
}

export function componentsOfRecipe(recipe: TokenizerRecipe): RecipeComponents {
  return {
    normalizer: sequence('normalizers', normalizersOf(recipe)),
    pre_tokenizer: recipe.model === 'characters' ? null : sequence('pretokenizers', preTokenizersOf(recipe)),
    decoder: decoders[recipe.model],
  }
}

const sequence = (name: string, parts: readonly Component[]): Component | null =>
  parts.length > 1 ? { type: 'Sequence', [name]: parts } : (parts[0] ?? null)

function normalizersOf({ model, form, lowercase, stripAccents, chinese }: TokenizerRecipe): readonly Component[] {
  const formed = form === 'none' ? [] : [{ type: form.toUpperCase() }]
  if (model === 'wordpiece') return [...formed, bert(chinese === 'characters', stripAccents, lowercase)]
  return [
    ...formed,
    ...(stripAccents ? [{ type: 'NFD' }, { type: 'StripAccents' }, { type: 'NFC' }] : []),
    ...(lowercase ? [{ type: 'Lowercase' }] : []),
    ...(model === 'unigram' ? [{ type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }] : []),
  ]
}

const bert = (handle_chinese_chars: boolean, strip_accents: boolean, lowercase: boolean): Component => ({
  type: 'BertNormalizer',
  clean_text: true,
  handle_chinese_chars,
  strip_accents,
  lowercase,
})

const isolated = (pattern: string): Component => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior: 'Isolated',
  invert: false,
})
const characters = isolated('\\p{Han}')
const digits: Component = { type: 'Digits', individual_digits: true }

function preTokenizersOf({ model, cut, chinese }: TokenizerRecipe): readonly Component[] {
  const more = [...(chinese === 'characters' ? [characters] : []), ...(cut === 'digits' ? [digits] : [])]
  if (model === 'wordpiece') return [{ type: cut === 'spaces' ? 'WhitespaceSplit' : 'BertPreTokenizer' }, ...more]
  if (model === 'unigram')
    return [metaspace, ...(cut === 'spaces' ? [] : [{ type: 'Punctuation', behavior: 'Isolated' }]), ...more]
  if (cut === 'spaces') return [...more, isolated(' ?\\S+|\\s+'), byteLevel(false)]
  return [...more, byteLevel(true)]
}

const byteLevel = (use_regex: boolean): Component => ({
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex,
})
const metaspace: Component = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }
const bytes: Component = { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true }

const decoders: Readonly<Record<TokenizerRecipe['model'], Component>> = {
  bpe: bytes,
  bytes,
  wordpiece: { type: 'WordPiece', prefix: '##', cleanup: true },
  unigram: metaspace,
  characters: { type: 'Fuse' },
}

/** Whether texts are pre-tokenised exactly as by GPT-2, for which there is a faster way than the library. */
export const isPlainByteLevel = ({ normalizer, pre_tokenizer }: RecipeComponents): boolean =>
  normalizer === null && pre_tokenizer?.type === 'ByteLevel' && pre_tokenizer.use_regex === true
