import { componentsIn } from '../pre-tokenize/components.ts'

interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** Converts a span of a word (UTF-16 units, as the model gets it) to its offsets in the normalised text (characters). */
type OffsetsIn = (from: number, to: number) => { readonly from: number; readonly to: number }

/** Offsets in words of this pre-tokenizer, which may add a character before a word and use the byte alphabet. */
export function wordOffsets(pre_tokenizer: unknown): (word: Word, normalised: readonly string[]) => OffsetsIn {
  const inBytes = componentsIn(pre_tokenizer, 'pretokenizers').some(({ type }) => type === 'ByteLevel')
  return ({ word, from: start, to: end }, normalised) => {
    const letters = [...word]
    const letterOf = characterOfUnit(letters)
    const owners = inBytes ? normalised.slice(start, end).flatMap(ownersOfBytes) : undefined
    const length = owners?.length ?? end - start
    const added = Math.max(0, letters.length - length)
    const owner = (letter: number) => start + (owners?.[letter] ?? letter)
    return (from, to) => {
      const first = Math.max(0, letterOf(from) - added)
      const last = letterOf(to) - added - 1
      const place = Math.min(end, owner(first))
      return { from: place, to: last < 0 ? place : Math.min(end, owner(last) + 1) }
    }
  }
}

/** The character that each byte is part of. */
const ownersOfBytes = (character: string, i: number) => Array<number>(Buffer.byteLength(character)).fill(i)

/** The character that each UTF-16 unit of a word is part of. */
export function characterOfUnit(letters: readonly string[]): (unit: number) => number {
  if (letters.every(({ length }) => length === 1)) return unit => unit
  const owners = letters.flatMap(({ length }, i) => Array<number>(length).fill(i))
  return unit => owners[unit] ?? letters.length
}
