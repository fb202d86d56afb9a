import type { ComponentJson } from './components.ts'
import { componentsIn, libraryTokenizer } from './components.ts'

/** Cuts a normalised text into words. Undefined: the text has letters of which this is not known. */
type WordSplitter = (text: string, start: boolean) => readonly string[] | undefined

const [unseen, letter, alone, gone, never] = [0, 1, 2, 3, 4]
const units = 0x10000
const sign = '▁'
const signUnit = sign.charCodeAt(0)

/**
 * Cuts as the library's pre-tokenizer does, from a table of what each letter does: it belongs to a word, is a word alone, or ends
 * one and goes. Undefined for pre-tokenizers that look at more than a letter. SentencePiece's sign for a space begins a word.
 */
export function characterPreTokenizer(pre_tokenizer: unknown): WordSplitter | undefined {
  const steps = componentsIn(pre_tokenizer, 'pretokenizers')
  const [first, ...others] = steps
  const signs = first?.type === 'Metaspace' ? first : undefined
  const rest = signs ? others : steps
  if ((signs && !begins(signs)) || !rest.every(isPerCharacter)) return undefined
  const kindOf = characterKinds(rest)
  if (signs && kindOf(signUnit) !== letter) return undefined
  return (text, start) => {
    if (text === '') return []
    const signed = signs ? withSigns(text, signs.prepend_scheme, start) : text
    return splitWords(signed, signs !== undefined, kindOf)
  }
}

/** A sign in place of each space, and one before the text. */
function withSigns(text: string, scheme: unknown, start: boolean): string {
  const signed = text.replaceAll(' ', sign)
  const wanted = scheme === 'always' || (scheme === 'first' && start)
  return wanted && !signed.startsWith(sign) ? sign + signed : signed
}

function splitWords(text: string, signs: boolean, kindOf: (unit: number) => number): readonly string[] | undefined {
  const words: string[] = []
  let from = 0
  const end = (to: number) => {
    if (to > from) words.push(text.slice(from, to))
    from = to
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const kind = kindOf(unit)
    if (kind === never) return undefined
    if (kind === letter && !(signs && unit === signUnit)) continue
    end(i)
    if (kind === alone) end(i + 1)
    if (kind === gone) from = i + 1
  }
  end(text.length)
  return words
}

const begins = ({ replacement, prepend_scheme, split }: ComponentJson): boolean =>
  replacement === sign && split !== false && ['always', 'first', 'never'].includes(String(prepend_scheme))

/** Steps that do with a letter the same whatever stands beside it. */
const isPerCharacter = ({ type, behavior, pattern, invert }: ComponentJson): boolean =>
  type === 'BertPreTokenizer' ||
  type === 'WhitespaceSplit' ||
  (type === 'Punctuation' && behavior === 'Isolated') ||
  (type === 'Split' && behavior === 'Isolated' && !invert && (pattern as { Regex?: unknown })?.Regex === '\\p{Han}')

/** What each letter does, tried out between two others when it is met first. */
function characterKinds(steps: readonly ComponentJson[]): (unit: number) => number {
  const library = libraryTokenizer({ pre_tokenizer: { type: 'Sequence', pretokenizers: steps } }).getPreTokenizer()
  const kinds = new Uint8Array(units)
  const look = (unit: number): number => {
    if (unit >= 0xd800 && unit < 0xe000) return never
    const found = String.fromCharCode(unit)
    const words = steps.length === 0 ? [`a${found}a`] : library?.preTokenizeString(`a${found}a`).map(([word]) => word)
    if (words?.length === 1 && words[0] === `a${found}a`) return letter
    if (words?.length === 3 && words[1] === found) return alone
    return words?.length === 2 && words.join('') === 'aa' ? gone : never
  }
  return unit => {
    if (kinds[unit] === unseen) kinds[unit] = look(unit)
    return kinds[unit] as number
  }
}
