import { alone } from './remembered.ts'
import { isSpace } from './white-space.ts'

/** Where a text may be cut because what follows is read as if nothing stood before: at which white space after anything else. */
export interface Cuts {
  readonly space: boolean
  readonly line: boolean
}

const [space, line] = [0x20, 0x0a]

/** Where a stretch is in its text, and a number that is the same wherever the same letters stand. */
type Each = (from: number, to: number, sum: number) => void

/** Calls back for each stretch of a text, usually a word and the white space before it. */
export function eachStretch(text: string, cuts: Cuts, each: Each): void {
  let from = 0
  let sum = 0
  let spaceBefore = 1
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (spaceBefore === 0 && ((unit === space && cuts.space) || (unit === line && cuts.line))) {
      each(from, i, sum)
      from = i
      sum = 0
    }
    spaceBefore = isSpace[unit] ?? 0
    sum = Math.imul(sum ^ unit, 0x01000193)
  }
  if (from < text.length) each(from, text.length, sum)
}

/** Places in the table: a power of two. */
const places = 1 << 17
/** Longer ones hardly come again. */
const longest = 64

/**
 * What a function makes of stretches, kept for the next time: natural text repeats itself. Stretches are looked up where they
 * stand, by their sum and then letter by letter, without a string for each. When too many are known, it begins anew.
 */
export function knownStretches<V>(make: (stretch: string) => V, most = 50_000) {
  const table = new Int32Array(places)
  let texts: string[] = []
  let made: V[] = []
  const forget = () => {
    table.fill(0)
    texts = []
    made = []
  }
  return (text: string, from: number, to: number, sum: number): V => {
    if (to - from > longest) return make(text.slice(from, to))
    let place = (sum ^ (sum >>> 15)) & (places - 1)
    for (let found = table[place] as number; found > 0; found = table[place] as number) {
      if (same(texts[found - 1] as string, text, from, to)) return made[found - 1] as V
      place = (place + 1) & (places - 1)
    }
    const stretch = text.slice(from, to)
    const value = make(stretch)
    if (texts.length >= most) {
      forget()
      place = (sum ^ (sum >>> 15)) & (places - 1)
    }
    table[place] = texts.push(alone(stretch))
    made.push(value)
    return value
  }
}

function same(known: string, text: string, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let i = 0; i < known.length; i++) if (known.charCodeAt(i) !== text.charCodeAt(from + i)) return false
  return true
}
