import type { ComponentJson } from './components.ts'
import { collapsesSpaces, componentsIn, libraryTokenizer } from './components.ts'

const perCharacterTypes = ['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents', 'BertNormalizer']

/** Whether a normalizer treats each character independently of its neighbours, except for combining characters. */
export const normalizesPerCharacter = ({ type }: ComponentJson): boolean => perCharacterTypes.includes(type)

const [unseen, same, other, never] = [0, 1, 2, 3]
const [lowSurrogates, units] = [0xd800, 0x10000]

/**
 * The library's normalizer as a table from characters to their normalised form: calling the library for every new
 * word takes longer than everything else. Returns undefined for texts with combining characters; it is undefined
 * for normalizers that look at more than one character.
 */
export function characterNormalizer(normalizer: unknown): ((text: string) => string | undefined) | undefined {
  const steps = componentsIn(normalizer, 'normalizers')
  if (!steps.every(step => normalizesPerCharacter(step) || joinsSpaces(step))) return undefined
  const library = libraryTokenizer({ normalizer }).getNormalizer()
  if (!library) return text => text
  const oneSpace = steps.some(joinsSpaces)
  const kinds = new Uint8Array(units)
  const others = new Map<number, string>()
  const look = (unit: number): number => {
    const letter = String.fromCharCode(unit)
    if (unit >= lowSurrogates && unit < 0xe000) return never
    const made = library.normalizeString(letter)
    if (combiningCharacter.test(letter) || combiningCharacter.test(made.slice(0, 1))) return never
    if (made === letter) return same
    others.set(unit, made)
    return other
  }
  return text => {
    let made = ''
    let done = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (kinds[unit] === unseen) kinds[unit] = look(unit)
      if (kinds[unit] === never) return undefined
      if (kinds[unit] === same) continue
      made += text.slice(done, i) + others.get(unit)
      done = i + 1
    }
    const normalised = done === 0 ? text : made + text.slice(done)
    return oneSpace && normalised.includes('  ') ? undefined : normalised
  }
}

/** Collapses consecutive spaces into one, as SentencePiece does. */
const joinsSpaces = (step: ComponentJson) => collapsesSpaces(step) && step.content === ' '

/** Matches characters that combine with the previous one in some Unicode form, and surrogates. */
export const combiningCharacter = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\udfff]/u
