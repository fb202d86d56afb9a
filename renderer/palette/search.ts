import { readings } from './pinyin.ts'
import { slips } from './slips.ts'
import { spells } from './spelling.ts'

/** Something that is found by typing: what it is called, other words for it, and sentences about it. */
export interface Findable {
  readonly names: readonly string[]
  readonly keywords: readonly string[]
  readonly sentences: readonly string[]
}

/** A findable, prepared once so that each key typed costs little. */
export interface Indexed {
  readonly names: readonly string[]
  /** Words of names and keywords, for slips of the finger. */
  readonly words: readonly string[]
  readonly keywords: readonly string[]
  readonly sentences: readonly string[]
  /** Names, and keywords, as syllables. */
  readonly spellings: readonly Spelling[]
  readonly spelledWords: readonly Spelling[]
}

/** Of each Chinese character, how it may be read. */
type Spelling = readonly (readonly string[])[]

export function index({ names, keywords, sentences }: Findable): Indexed {
  const lower = (all: readonly string[]) => all.map(text => text.toLowerCase())
  const words = [...lower(names), ...lower(keywords)].flatMap(wordsOf)
  return {
    names: lower(names),
    words: [...new Set(words)],
    keywords: lower(keywords),
    sentences: lower(sentences),
    spellings: names.flatMap(spellingOf),
    spelledWords: keywords.flatMap(spellingOf),
  }
}

function spellingOf(text: string): readonly Spelling[] {
  const spelling = [...text].map(readings).filter(all => all.length > 0)
  return spelling.length > 0 ? [spelling] : []
}

/** How well a search means this: 0 when not at all, about 100 when it is the very name. Every word of the search must be meant. */
export function rate(indexed: Indexed, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const rates = words.map(word => rateWord(indexed, word))
  if (rates.includes(0)) return 0
  const whole = words.length > 1 && indexed.names.some(name => name.includes(words.join(' '))) ? 20 : 0
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length + whole
}

function rateWord({ names, words, keywords, sentences, spellings, spelledWords }: Indexed, word: string): number {
  if (names.includes(word)) return 100
  if (names.some(name => name.startsWith(word))) return 90
  if (names.some(name => startsAWord(name, word))) return 80
  const spelled = spelling(spellings, word)
  if (spelled > 0) return 50 + 25 * spelled
  if (keywords.some(keyword => keyword.startsWith(word))) return 70
  if (names.some(name => name.includes(word))) return 60
  if (spelling(spelledWords, word) === 1) return 50
  if (sentences.some(sentence => startsAWord(sentence, word))) return 40
  if (chinese.test(word) && sentences.some(sentence => sentence.includes(word))) return 30
  if (word.length > 2 && names.some(name => scattered(name, word))) return 20
  return word.length > 3 && words.some(known => slips(known, word)) ? 15 : 0
}

const spelling = (all: readonly Spelling[], word: string): number =>
  /^[a-z]{2,}$/.test(word) ? Math.max(0, ...all.map(one => spells(one, word))) : 0

const chinese = /\p{Script=Han}/u
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether a word of the text begins so: `piece` begins no word of “WordPiece”. Chinese has no gaps: every character begins one. */
function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || chinese.test(word) || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  return false
}

/** Whether the letters of the word appear in the name in order: `tknz` finds `tokenizer`. */
function scattered(name: string, word: string): boolean {
  let at = 0
  for (const letter of name) if (letter === word[at]) at++
  return at === word.length
}
