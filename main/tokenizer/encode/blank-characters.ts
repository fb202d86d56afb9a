import { type ComponentJson, collapsesSpaces, componentsIn } from '../pre-tokenize/components.ts'
import { libraryNormalizer, type PreTokenizationJson } from '../pre-tokenize/pre-tokenizer.ts'
import { characterKinds, isWhiteSpace } from './white-space.ts'

/** Stands around letters that are looked at: nothing joins it. */
const beside = 'q'
const mayBlank = /[^\p{L}\p{N}\p{Co}\p{Cs}]/u
const blankEnd = /[\p{White_Space}▁]$/u
const [planesOfTags, afterSurrogates] = [0xdb40, 0xe000]

/**
 * The kind of each letter by its UTF-16 unit, where a normalizer makes one space of several and turns letters into white space or leaves
 * them out (the zero-width space, ▁, control characters): a text must not be cut among those. Undefined where white space is all.
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
  return found.fill(characterKinds.gone, planesOfTags, afterSurrogates) // tags may be left out, and the second half of any pair is as its first
}

function kindOf(letter: string, around: string): number {
  const made = around.slice(around.indexOf(beside) + 1, around.lastIndexOf(beside))
  if (made === '') return characterKinds.gone
  return blankEnd.test(made) && !made.includes(letter) ? characterKinds.blank : characterKinds.letter
}

/** Steps after which only white space ends in white space, and that leave nothing out. */
const keepsLetters = ({ type }: ComponentJson): boolean =>
  ['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'Prepend'].includes(type)
