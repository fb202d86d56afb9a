import { type AddedToken, addedTokens } from './added-tokens.ts'
import { partOnly } from './library.ts'

/** A word as the model gets it, and where it stands in the normalised text (characters); or a token that is no word. */
export type Prepared =
  | { readonly word: string; readonly from: number; readonly to: number }
  | { readonly id: number; readonly from: number; readonly to: number }

/** A stretch between added tokens as it is after normalising, and what it is cut into. */
export interface Passage {
  /** Characters of the text that was given (UTF-16 units). */
  readonly from: number
  readonly to: number
  readonly source: string
  readonly normalised: string
  readonly words: readonly Prepared[]
}

export interface PreparingFile {
  readonly added_tokens?: readonly AddedToken[]
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
}

/**
 * Everything that happens to a text before the model: added tokens are cut out, what is between them is normalised, added tokens
 * are looked for again, and the rest is cut into words. Normalising and cutting are the library's own. `plain`: names of added
 * tokens are ordinary letters.
 */
export function textPreparer(file: PreparingFile, { plain }: { readonly plain: boolean }): (text: string) => Passage[] {
  const normalise = normaliser(file)
  const cut = wordCutter(file)
  const added = plain ? [] : (file.added_tokens ?? [])
  const early = addedTokens(added.filter(({ normalized }) => !normalized))
  const late = addedTokens(
    added.filter(({ normalized }) => normalized).map(token => ({ ...token, content: normalise(token.content) })),
  )
  return text =>
    early(text).map(({ from, to, id }) => {
      const given = text.slice(from, to)
      if (id !== undefined)
        return { from, to, source: given, normalised: given, words: [{ id, from: 0, to: [...given].length }] }
      const normalised = normalise(given)
      const words = late(normalised).flatMap((part): Prepared[] => {
        const start = from === 0 && part.from === 0
        const before = [...normalised.slice(0, part.from)].length
        const letters = normalised.slice(part.from, part.to)
        if (part.id !== undefined) return [{ id: part.id, from: before, to: before + [...letters].length }]
        return cut(letters, start).map(({ word, from, to }) => ({ word, from: before + from, to: before + to }))
      })
      return { from, to, source: given, normalised, words }
    })
}

/** What a text becomes before it is cut into words. */
export function normaliser({ normalizer }: PreparingFile): (text: string) => string {
  const library = partOnly({ normalizer }).getNormalizer()
  return library ? text => library.normalizeString(text) : text => text.toWellFormed()
}

interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** Cuts a text into words; places are counted in characters. Only the start of the whole text may get a space before it. */
function wordCutter({ pre_tokenizer }: PreparingFile): (text: string, start: boolean) => readonly Word[] {
  const first = preTokenizer(pre_tokenizer)
  const later = preTokenizer(
    JSON.parse(
      JSON.stringify(pre_tokenizer ?? null).replaceAll('"prepend_scheme":"first"', '"prepend_scheme":"never"'),
    ),
  )
  return (text, start) => {
    if (text === '') return []
    const pre = start ? first : later
    if (!pre) return [{ word: text, from: 0, to: [...text].length }]
    return pre.preTokenizeString(text).map(([word, [from, to]]) => ({ word, from, to }))
  }
}

const preTokenizer = (pre_tokenizer: unknown) => partOnly({ pre_tokenizer }).getPreTokenizer()
