import { componentsIn } from '../pre-tokenize/components.ts'

interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** From a stretch of a word (UTF-16 units, as the model gives it) to where it stands in the normalised text (characters). */
type OffsetsIn = (from: number, to: number) => { readonly from: number; readonly to: number }

/** Places in words as this pre-tokenizer makes them: it may have put a letter before a word, and have written bytes as letters. */
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

/** Which letter each UTF-16 unit of a word is part of. */
export function characterOfUnit(letters: readonly string[]): (unit: number) => number {
  if (letters.every(({ length }) => length === 1)) return unit => unit
  const owners = letters.flatMap(({ length }, i) => Array<number>(length).fill(i))
  return unit => owners[unit] ?? letters.length
}
