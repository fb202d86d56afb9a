import { type AddedToken, addedTokenSplitter, type TextSegment } from './added-tokens.ts'
import { libraryTokenizer } from './components.ts'

/** A word as the model gets it, with its start in the normalised text (characters); or an added token. */
export type PreTokenizedWord =
  | { readonly word: string; readonly from: number; readonly to: number }
  | { readonly id: number; readonly from: number; readonly to: number }

/** A span between added tokens after normalising, and the words in it. */
export interface PreTokenizedText {
  /** Offsets in the original text (UTF-16 units). */
  readonly from: number
  readonly to: number
  readonly source: string
  readonly normalised: string
  readonly words: readonly PreTokenizedWord[]
}

export interface PreTokenizationJson {
  readonly added_tokens?: readonly AddedToken[]
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
}

/** The stages before the model. */
export interface TextPreTokenizer {
  /** Splits off added tokens that are searched for in the original text. */
  readonly added: (text: string) => readonly TextSegment[]
  /** Processes the text between them: normalises, splits off more added tokens, splits into words. `start`: it begins the whole text. */
  readonly words: (given: string, start: boolean) => Pick<PreTokenizedText, 'normalised' | 'words'>
}

/** Normalising and pre-tokenising are done by the library. `plain`: names of added tokens are ordinary text. */
export function textPreTokenizer(file: PreTokenizationJson, { plain }: { readonly plain: boolean }): TextPreTokenizer {
  const normalise = libraryNormalizer(file)
  const cut = wordSplitter(file)
  const keepsFirst = keepsFirstCharacter(file, normalise)
  const added = plain ? [] : (file.added_tokens ?? [])
  const late = addedTokenSplitter(
    added.filter(({ normalized }) => normalized).map(token => ({ ...token, content: normalise(token.content) })),
  )
  return {
    added: addedTokenSplitter(added.filter(({ normalized }) => !normalized)),
    words(given, start) {
      const normalised = normalise(given)
      const begins = start && keepsFirst(given)
      const words = late(normalised).flatMap((part): PreTokenizedWord[] => {
        const before = charactersIn(normalised.slice(0, part.from))
        const letters = normalised.slice(part.from, part.to)
        if (part.id !== undefined) return [{ id: part.id, from: before, to: before + charactersIn(letters) }]
        const found = cut(letters, begins && part.from === 0)
        return before === 0 ? [...found] : found.map(w => ({ ...w, from: before + w.from, to: before + w.to }))
      })
      return { normalised, words }
    },
  }
}

/** A whole text as it reaches the model. */
export const preTokenizeText = ({ added, words }: TextPreTokenizer, text: string): PreTokenizedText[] =>
  added(text).map(({ from, to, id }) => {
    const source = text.slice(from, to)
    if (id === undefined) return { from, to, source, ...words(source, from === 0) }
    return { from, to, source, normalised: source, words: [{ id, from: 0, to: charactersIn(source) }] }
  })

function charactersIn(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1) count++
  return count
}

/** The normalised text before it is split into words. */
export function libraryNormalizer({ normalizer }: PreTokenizationJson): (text: string) => string {
  const library = libraryTokenizer({ normalizer }).getNormalizer()
  return library ? text => library.normalizeString(text) : text => text.toWellFormed()
}

/**
 * Whether normalising keeps the first character of a text. If not, a pre-tokenizer that adds a space before the first
 * word only does not do so: for the library, the remaining text does not start at offset 0.
 */
export function keepsFirstCharacter(
  { normalizer, pre_tokenizer }: PreTokenizationJson,
  normalise: (text: string) => string | undefined,
) {
  if (!normalizer || !JSON.stringify(pre_tokenizer ?? null).includes(firstOnly)) return () => true
  const alone = normalise('q')
  return (text: string): boolean => {
    const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
    return text === '' || normalise(`${first}q`) !== alone
  }
}

const firstOnly = '"prepend_scheme":"first"'

interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** Splits a text into words; offsets are in characters. Only the start of the whole text may get a space before it. */
function wordSplitter({ pre_tokenizer }: PreTokenizationJson): (text: string, start: boolean) => readonly Word[] {
  const first = libraryPreTokenizer(pre_tokenizer)
  const later = libraryPreTokenizer(
    JSON.parse(JSON.stringify(pre_tokenizer ?? null).replaceAll(firstOnly, '"prepend_scheme":"never"')),
  )
  return (text, start) => {
    if (text === '') return []
    const pre = start ? first : later
    if (!pre) return [{ word: text, from: 0, to: [...text].length }]
    return pre.preTokenizeString(text).map(([word, [from, to]]) => ({ word, from, to }))
  }
}

const libraryPreTokenizer = (pre_tokenizer: unknown) => libraryTokenizer({ pre_tokenizer }).getPreTokenizer()
