import type { ComponentJson } from '../pre-tokenize/components.ts'
import { collapsesSpaces, componentsIn } from '../pre-tokenize/components.ts'
import type { PreTokenizationJson } from '../pre-tokenize/pre-tokenizer.ts'
import { libraryNormalizer } from '../pre-tokenize/pre-tokenizer.ts'

/** 1 for white space (Unicode's White_Space), by UTF-16 unit; there is none beyond U+3000. */
export const isWhiteSpace = Uint8Array.from({ length: 0x3001 }, (_, unit) =>
  /\p{White_Space}/u.test(String.fromCharCode(unit)) ? 1 : 0,
)

/** Kinds of characters where a text may be split: other, white space, or removed by normalising. */
export const characterKinds = { letter: 0, blank: 1, gone: 2 } as const

/** The kind of each character by UTF-16 unit, where only white space matters. */
export const defaultCharacterKinds = new Uint8Array(0x10000)
defaultCharacterKinds.set(isWhiteSpace)

/** The white space at both ends of a text; a text of white space only is returned for both ends. */
export function surroundingSpace(text: string): readonly [before: string, after: string] {
  let [from, to] = [0, text.length]
  while (from < to && isWhiteSpace[text.charCodeAt(from)] === 1) from++
  const before = text.slice(0, from)
  if (from === to) return [before, before]
  while (isWhiteSpace[text.charCodeAt(to - 1)] === 1) to--
  return [before, text.slice(to)]
}

/** Placed around characters that are tested: nothing combines with it. */
const beside = 'q'
const mayBlank = /[^\p{L}\p{N}\p{Co}\p{Cs}]/u
const blankEnd = /[\p{White_Space}▁]$/u
const [planesOfTags, afterSurrogates] = [0xdb40, 0xe000]

/**
 * The kind of each character by UTF-16 unit, for normalizers that collapse spaces and turn characters into white space or remove
 * them (zero-width space, ▁, control characters): a text must not be split among those. Undefined where only white space matters.
 */
export function blankCharacters(file: PreTokenizationJson): Uint8Array | undefined {
  const steps = componentsIn(file.normalizer, 'normalizers')
  if (!steps.some(collapsesSpaces) || steps.every(step => collapsesSpaces(step) || keepsLetters(step))) return undefined
  const normalise = libraryNormalizer(file)
  const found = new Uint8Array(0x10000)
  for (let unit = 0; unit < found.length; unit++) {
    const letter = String.fromCharCode(unit)
    if (isWhiteSpace[unit] === 1) found[unit] = characterKinds.blank
    else if (mayBlank.test(letter)) found[unit] = kindOf(letter, normalise(beside + letter + beside))
  }
  return found.fill(characterKinds.gone, planesOfTags, afterSurrogates) // tag characters may be removed, and any second surrogate is treated like its first
}

function kindOf(letter: string, around: string): number {
  const made = around.slice(around.indexOf(beside) + 1, around.lastIndexOf(beside))
  if (made === '') return characterKinds.gone
  return blankEnd.test(made) && !made.includes(letter) ? characterKinds.blank : characterKinds.letter
}

/** Steps after which only white space ends in white space, and which remove nothing. */
const keepsLetters = ({ type }: ComponentJson): boolean =>
  ['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'Prepend'].includes(type)
