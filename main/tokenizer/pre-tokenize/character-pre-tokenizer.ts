import type { ComponentJson } from './components.ts'
import { componentsIn, libraryTokenizer } from './components.ts'

/** Splits a normalised text into words. Undefined: the text has characters for which the table cannot be used. */
type WordSplitter = (text: string, start: boolean) => readonly string[] | undefined

const [unseen, letter, alone, gone, never] = [0, 1, 2, 3, 4]
const units = 0x10000
const sign = '▁'
const signUnit = sign.charCodeAt(0)

/**
 * The library's pre-tokenizer as a table of what each character does: it belongs to a word, is a word on its own, or ends
 * a word and is removed. Undefined for pre-tokenizers that look at more than one character. SentencePiece's ▁ starts a word.
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

/** Metaspace: ▁ in place of each space, and one before the text. */
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

/** Steps that treat each character independently of its neighbours. */
const isPerCharacter = ({ type, behavior, pattern, invert }: ComponentJson): boolean =>
  type === 'BertPreTokenizer' ||
  type === 'WhitespaceSplit' ||
  (type === 'Punctuation' && behavior === 'Isolated') ||
  (type === 'Split' && behavior === 'Isolated' && !invert && (pattern as { Regex?: unknown })?.Regex === '\\p{Han}')

/** What each character does, determined between two others when it first occurs. */
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
