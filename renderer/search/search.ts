import { pinyinReadings } from './pinyin.ts'

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

export function indexForSearch({ names, keywords, sentences }: Findable): Indexed {
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
  const spelling = [...text].map(pinyinReadings).filter(all => all.length > 0)
  return spelling.length > 0 ? [spelling] : []
}

/** How well a search means this: 0 when not at all, about 100 when it is the very name. Every word of the search must be meant. */
export function matchScore(indexed: Indexed, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const rates = words.map(word => wordScore(indexed, word))
  if (rates.includes(0)) return 0
  const whole = words.length > 1 && indexed.names.some(name => name.includes(words.join(' '))) ? 20 : 0
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length + whole
}

function wordScore({ names, words, keywords, sentences, spellings, spelledWords }: Indexed, word: string): number {
  if (names.includes(word)) return 100
  if (names.some(name => name.startsWith(word))) return 90
  if (names.some(name => startsAWord(name, word))) return 80
  const spelled = spelling(spellings, word)
  if (spelled > 0) return 50 + 25 * spelled
  if (keywords.some(keyword => startsAWord(keyword, word))) return 70
  if (names.some(name => name.includes(word))) return 60
  if (spelling(spelledWords, word) === 1) return 50
  if (sentences.some(sentence => startsAWord(sentence, word))) return 40
  if (chinese.test(word) && sentences.some(sentence => sentence.includes(word))) return 30
  if (word.length > 2 && names.some(name => matchesScattered(name, word))) return 20
  return word.length > 3 && words.some(known => startsWithOneTypo(known, word)) ? 15 : 0
}

const spelling = (all: readonly Spelling[], word: string): number =>
  /^[a-z]{2,}$/.test(word) ? Math.max(0, ...all.map(one => pinyinScore(one, word))) : 0

const chinese = /\p{Script=Han}/u
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether a word of the text begins so: `piece` begins no word of “WordPiece”. Chinese has no gaps: every character begins one. */
function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || chinese.test(word) || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  return false
}

/** Whether the letters of the word appear in the name in order: `tknz` finds `tokenizer`. */
function matchesScattered(name: string, word: string): boolean {
  let at = 0
  for (const letter of name) if (letter === word[at]) at++
  return at === word.length
}

/** Whether what was typed is the beginning of a word but for one slip: a letter wrong, missing, too many, or two exchanged. */
export function startsWithOneTypo(known: string, typed: string): boolean {
  let at = 0
  while (at < typed.length && known[at] === typed[at]) at++
  if (at === 0 || at === typed.length) return at > 0
  const [rest, meant] = [typed.slice(at), known.slice(at)]
  const exchanged = rest[0] === meant[1] && rest[1] === meant[0] && meant.slice(2).startsWith(rest.slice(2))
  return (
    exchanged ||
    meant.slice(1).startsWith(rest.slice(1)) ||
    meant.slice(1).startsWith(rest) ||
    meant.startsWith(rest.slice(1))
  )
}

/**
 * Whether letters spell a Chinese name, with whole syllables, with the first letters of each, or with a mixture: `fenciqi`,
 * `fcq` and `fenci` all spell 分词器. 1 from the name's beginning, less from its middle, 0 not at all.
 */
export function pinyinScore(syllables: readonly (readonly string[])[], letters: string): number {
  for (let start = 0; start < syllables.length; start++)
    if (matchesFrom(syllables, start, letters)) return start === 0 ? 1 : 0.4
  return 0
}

function matchesFrom(syllables: readonly (readonly string[])[], at: number, letters: string): boolean {
  if (letters === '') return true
  return (syllables[at] ?? []).some(syllable => {
    for (let length = commonPrefixLength(syllable, letters); length > 0; length--)
      if (matchesFrom(syllables, at + 1, letters.slice(length))) return true
    return false
  })
}

function commonPrefixLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
