import type { ChunkTokens, TokenBuffer } from './token-buffer.ts'
import { characterKinds, defaultCharacterKinds } from './white-space.ts'
import type { ChunkMarks } from './word-marks.ts'

/** Where a text may be split because the following text is tokenised independently of the previous: at which white space after anything else. */
export interface CacheBoundaries {
  readonly space: boolean
  readonly line: boolean
  /** Whether a text may be split before and after each Chinese character. */
  readonly chinese?: boolean
  /** The kind of each character by UTF-16 unit, where more than white space matters: no split after blank characters. */
  readonly kindOf?: Uint8Array
}

const [space, line] = [0x20, 0x0a]
/** The common Chinese characters (CJK Unified Ideographs). */
const [firstChinese, lastChinese] = [0x4e00, 0x9fff]
/** Matches a Chinese character. */
export const chineseCharacter = /[\u4e00-\u9fff]/

/** Called with the position of a chunk in its text, and a hash of its characters. */
type ChunkVisitor = (from: number, to: number, sum: number) => void

/** Calls back for each chunk of a text, usually a word and the white space before it. */
export function eachChunk(text: string, cuts: CacheBoundaries, each: ChunkVisitor): void {
  const kindOf = cuts.kindOf ?? defaultCharacterKinds
  let from = 0
  let sum = 0
  let chineseBefore = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const chinese = cuts.chinese === true && unit >= firstChinese && unit <= lastChinese
    const ends = (unit === space && cuts.space) || (unit === line && cuts.line) || chinese
    if (chineseBefore || (ends && followsText(text, i, kindOf))) {
      each(from, i, sum)
      from = i
      sum = 0
    }
    chineseBefore = chinese
    sum = Math.imul(sum ^ unit, 0x01000193)
  }
  if (from < text.length) each(from, text.length, sum)
}

/** Whether there is a character before a position that normalising does not remove. */
function followsText(text: string, place: number, kindOf: Uint8Array): boolean {
  let i = place - 1
  while (i >= 0 && kindOf[text.charCodeAt(i)] === characterKinds.gone) i--
  return i >= 0 && kindOf[text.charCodeAt(i)] === characterKinds.letter
}

/** Slots of the hash table: a power of two, more than twice the number of chunks. */
const tableSize = 1 << 17
const maxCachedChunks = 50_000
const endings = [false, true, 'before'] as const
/** UTF-16 units of a chunk that is cached, at most: longer ones hardly repeat. */
const maxCachedCharacters = 64

/**
 * Processes chunks and caches the result of `make`, because natural text repeats itself. Chunks are looked up in the text
 * itself, by hash and then character by character. The cache is stored in a few typed arrays, so that lookups stay local and
 * clearing it when it is full leaves nothing to the garbage collector.
 */
export function wordCache(make: (stretch: string) => ChunkTokens) {
  const table = new Int32Array(tableSize)
  const [letterEnds, tokenEnds] = [new Int32Array(maxCachedChunks + 1), new Int32Array(maxCachedChunks + 1)]
  const [begins, stops] = [new Int16Array(maxCachedChunks), new Uint8Array(maxCachedChunks)]
  const [letters, ids, marks] = [growing(Uint16Array), growing(Int32Array), growing(Uint8Array)]
  let count = 0

  const same = (known: number, text: string, from: number, to: number): boolean => {
    const start = letterEnds[known] as number
    if ((letterEnds[known + 1] as number) - start !== to - from) return false
    const { array } = letters
    for (let i = from; i < to; i++) if (array[start + i - from] !== text.charCodeAt(i)) return false
    return true
  }

  const keep = (text: string, from: number, to: number, found: ChunkTokens) => {
    const [letter, token] = [letterEnds[count] as number, tokenEnds[count] as number]
    const [letterEnd, tokenEnd] = [letter + to - from, token + found.ids.length]
    letters.reach(letterEnd)
    ids.reach(tokenEnd)
    marks.reach(tokenEnd)
    for (let i = from; i < to; i++) letters.array[letter + i - from] = text.charCodeAt(i)
    ids.array.set(found.ids, token)
    marks.array.set(found.marks, token)
    begins[count] = found.begins
    stops[count] = endings.indexOf(found.stops)
    letterEnds[++count] = letterEnd
    tokenEnds[count] = tokenEnd
  }

  return (text: string, from: number, to: number, sum: number, into: TokenBuffer): void => {
    const start = (sum ^ (sum >>> 15)) & (tableSize - 1)
    let place = start
    let known = to - from > maxCachedCharacters ? 0 : (table[place] as number)
    while (known > 0 && !same(known - 1, text, from, to)) {
      place = (place + 1) & (tableSize - 1)
      known = table[place] as number
    }
    if (known > 0) {
      const [first, end] = [tokenEnds[known - 1] as number, tokenEnds[known] as number]
      into.add(ids.array, marks.array, first, end)
      into.sentence(
        end - first,
        begins[known - 1] as number,
        endings[stops[known - 1] as number] as ChunkMarks['stops'],
      )
      return
    }
    const found = make(text.slice(from, to))
    into.add(found.ids, found.marks, 0, found.ids.length)
    into.sentence(found.ids.length, found.begins, found.stops)
    if (to - from > maxCachedCharacters) return
    if (count === maxCachedChunks) {
      table.fill(0)
      count = 0
      place = start
    }
    keep(text, from, to, found)
    table[place] = count
  }
}

/** A typed array that grows on demand. */
function growing<A extends Uint8Array | Uint16Array | Int32Array>(Type: new (length: number) => A) {
  let array = new Type(1 << 16)
  return {
    get array() {
      return array
    },
    reach(end: number): void {
      if (end <= array.length) return
      const larger = new Type(2 * end)
      larger.set(array)
      array = larger
    },
  }
}
