import { type ModelJson, type TokenizerModel, vocabularyIds, type WordTokens } from '../file/tokenizer-json.ts'
import { byteFallbackIds } from '../pre-tokenize/byte-pieces.ts'
import { buildTrie, type Trie } from './trie.ts'

/** The penalty of an unknown character below the least likely piece, in nats (SentencePiece's constant). */
const unknownPenalty = 10

/** Stands for the id of characters that no piece contains. */
const unknown = -1

/** A unigram language model (Kudo 2018): the most probable of all segmentations of a word. */
export function unigramModel(file: ModelJson): TokenizerModel {
  const scores = Float64Array.from(file.vocab as readonly (readonly [string, number])[], ([, score]) => score)
  const ids = vocabularyIds(file)
  const least = scores.reduce((a, b) => Math.min(a, b), 0) - unknownPenalty
  const likeliest = viterbi(buildTrie([...ids]), scores, least)
  return word => {
    const cut = likeliest(word)
    return cut.ids.includes(unknown) ? withoutUnknown(cut, word, file, ids) : cut
  }
}

/** Unknown characters become their bytes where the vocabulary has byte tokens, or else the unknown token. */
function withoutUnknown(cut: WordTokens, word: string, file: ModelJson, ids: ReadonlyMap<string, number>): WordTokens {
  const all: WordTokens = { ids: [], from: [], to: [] }
  for (const [i, id] of cut.ids.entries()) {
    const [from, to] = [cut.from[i] as number, cut.to[i] as number]
    const letters = word.slice(from, to)
    const bytes = id === unknown && file.byte_fallback ? byteFallbackIds(letters, ids) : undefined
    for (const found of bytes ?? [id === unknown ? file.unk_id : id]) {
      if (typeof found !== 'number') throw new Error(`unigramModel: the vocabulary has no token for “${letters}”`)
      all.ids.push(found)
      all.from.push(from)
      all.to.push(to)
    }
  }
  return all
}

/** Characters of most words, for which memory is allocated once. */
const typicalWordCharacters = 256

/** Viterbi's algorithm. Of the best segmentation up to each position only its last piece is stored. */
function viterbi({ step, pieceAt }: Trie, scores: Float64Array, least: number): (word: string) => WordTokens {
  let [best, last, starts] = [
    new Float64Array(typicalWordCharacters),
    new Int32Array(typicalWordCharacters),
    new Int32Array(typicalWordCharacters),
  ]
  const roomFor = (length: number) => {
    if (length >= best.length)
      [best, last, starts] = [new Float64Array(2 * length), new Int32Array(2 * length), new Int32Array(2 * length)]
    best.fill(Number.NEGATIVE_INFINITY, 1, length + 1)
  }
  const reach = (id: number, from: number, to: number, score: number) => {
    const total = (best[from] as number) + score
    if (total <= (best[to] as number)) return
    best[to] = total
    last[to] = id
    starts[to] = from
  }
  return word => {
    roomFor(word.length)
    for (let from = 0, width = 1; from < word.length; from += width) {
      width = (word.codePointAt(from) as number) > 0xffff ? 2 : 1
      let alone = false // whether this character is a piece on its own
      for (let to = from + 1, place = 0; to <= word.length; to++) {
        place = step(place, word.charCodeAt(to - 1))
        if (place < 0) break
        const id = pieceAt[place] as number
        if (id < 0) continue
        reach(id, from, to, scores[id] as number)
        alone ||= to === from + width
      }
      if (!alone) reach(unknown, from, from + width, least)
    }
    return backtrack(word.length, last, starts)
  }
}

/** The pieces up to a position. Consecutive unknown characters become one. */
function backtrack(end: number, last: Int32Array, starts: Int32Array): WordTokens {
  const cut: WordTokens = { ids: [], from: [], to: [] }
  for (let to = end; to > 0; to = starts[to] as number) {
    const [id, from] = [last[to] as number, starts[to] as number]
    const after = cut.ids.length - 1
    if (id === unknown && cut.ids[after] === unknown) cut.from[after] = from
    else {
      cut.ids.push(id)
      cut.from.push(from)
      cut.to.push(to)
    }
  }
  for (const places of [cut.ids, cut.from, cut.to]) places.reverse()
  return cut
}
