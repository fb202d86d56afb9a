import { boundaryMarks } from '../../../core/data/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { type TokenizerJson, type TokenizerModel, vocabularyIds } from '../file/tokenizer-json.ts'
import { tokenizerModel } from '../models/model.ts'
import {
  type PreTokenizedText,
  type PreTokenizedWord,
  preTokenizeText,
  textPreTokenizer,
} from '../pre-tokenize/pre-tokenizer.ts'
import { splitLongText } from '../pre-tokenize/split-long-text.ts'
import { findCacheBoundaries, splitsChinese } from './cache-boundaries.ts'
import { characterEncoder } from './character-encoder.ts'
import { fastPreTokenizer } from './fast-pre-tokenizer.ts'
import { plainTextOffsets } from './plain-text-offsets.ts'
import { type ChunkTokens, tokenBuffer, withoutMarks } from './token-buffer.ts'
import { tokenDecoder } from './token-decoder.ts'
import type { MarkedIds, Tokenizer, TokenizerOptions } from './tokenizer.ts'
import { characterKinds, surroundingSpace } from './white-space.ts'
import { type CacheBoundaries, chineseCharacter, eachChunk, wordCache } from './word-cache.ts'
import { type MarkedPiece, wordMarks } from './word-marks.ts'
import { wordOffsets } from './word-offsets.ts'

/** A token and its start in the normalised text (characters). */
interface Placed {
  readonly id: number
  readonly from: number
  readonly to: number
}

/** A tokenizer of any kind from the content of its tokenizer.json, with the same tokens as the tokenizers library. */
export function genericTokenizer(
  json: string,
  vocabulary: Vocabulary,
  wanted: TokenizerOptions = { marks: true },
): Tokenizer {
  const file = JSON.parse(json) as TokenizerJson
  const model = tokenizerModel(file.model)
  const plain = textPreTokenizer(file, { plain: true })
  const { encodeMarked, cuts } = chunkEncoder(file, model, wanted)
  const texts = tokenDecoder(file)
  const encodePlain = (text: string) =>
    Int32Array.from(preTokenizeText(plain, text).flatMap(({ words }) => words.flatMap(word => idsOfWord(word, model))))
  const encodeWord = wordEncoder(encodePlain, unknownTokenId(file) ?? vocabulary.end)
  return {
    vocabulary,
    json,
    encode: text => encodeMarked(text).ids,
    encodePlain,
    encodeMarked,
    encodeWords: words => {
      const pieces = words.map(word => [...encodeWord(word)])
      const marks = pieces.flatMap(piece => piece.map((_, i) => (i === 0 ? boundaryMarks.word : 0)))
      return { ids: Int32Array.from(pieces.flat()), marks: Uint8Array.from(marks) }
    },
    pieces: text => piecesOf(text, cuts()),
    places: plainTextOffsets(file, plain, model),
    decode: texts.decode,
    text: texts.text,
    get byteLength() {
      return texts.byteLengths()
    },
  }
}

const idsOfWord = (word: PreTokenizedWord, model: TokenizerModel): readonly number[] =>
  'id' in word ? [word.id] : model(word.word).ids

/** Splits long texts where this tokenizer processes the rest as it would within the whole text. */
function piecesOf(text: string, { space, line, kindOf }: CacheBoundaries): Iterable<string> {
  const places = `${space ? ' ' : ''}${line ? '\\n' : ''}`
  if (places === '') return [text]
  const may = (unit: number) => !kindOf || kindOf[unit] === characterKinds.letter
  return splitLongText(text, new RegExp(`(?<=\\P{White_Space})[${places}]`, 'gu'), may)
}

/** Processes a text chunk by chunk; of repeated chunks only the first is normalised, split and looked up. */
function chunkEncoder(file: TokenizerJson, model: TokenizerModel, wanted: TokenizerOptions) {
  const { added, words } = textPreTokenizer(file, { plain: false })
  const tokensOf = tokensIn(file, model)
  const reader = (start: boolean, first: boolean) =>
    wordCache(text =>
      wanted.marks ? chunkTokens(text, words(text, start), first, tokensOf) : withoutMarks(ids(text, start)),
    )
  const quick = fastPreTokenizer(file)
  const ids = (text: string, start: boolean) =>
    quick?.(text, start)?.flatMap(word => model(word).ids) ??
    words(text, start).words.flatMap(word => idsOfWord(word, model))
  const [readStart, readFirst, readNext] = [reader(true, true), reader(false, true), reader(false, false)]
  let known: CacheBoundaries | undefined
  const cuts = () => (known ??= findCacheBoundaries(file, ids))
  const letters = characterEncoder(file, wanted)
  let finer: CacheBoundaries | undefined
  /** Marks of words need whole chunks; without them, Chinese may be processed character by character. */
  const stretches = (part: string): CacheBoundaries => {
    if (wanted.marks || letters || !chineseCharacter.test(part)) return cuts()
    finer ??= { ...cuts(), chinese: splitsChinese(file, ids) }
    return finer
  }
  const tokens = tokenBuffer()
  const encodeMarked = (text: string): MarkedIds => {
    for (const { from, to, id } of added(text)) {
      if (id !== undefined) tokens.special(id)
      else {
        const part = text.slice(from, to)
        const begin = from === 0 ? readStart : readFirst
        const safe = stretches(part)
        const plain = safe.space && safe.line ? letters : undefined
        eachChunk(part, safe, (at, end, sum) => {
          if (!plain?.(part, at, end, at === 0, tokens)) (at > 0 ? readNext : begin)(part, at, end, sum, tokens)
        })
      }
    }
    return tokens.take()
  }
  return { encodeMarked, cuts }
}

/** The unknown token; undefined where there is none. */
export function unknownTokenId({ model }: TokenizerJson): number | undefined {
  if (typeof model.unk_id === 'number') return model.unk_id
  return model.unk_token ? vocabularyIds(model).get(model.unk_token) : undefined
}

/** A word as it is tokenised inside a text. A word that normalises to nothing becomes the unknown token, so that every word has a token. */
function wordEncoder(encode: (text: string) => Int32Array, unknown: number) {
  const inside = [...encode('a a')].join()
  const [alone, spaced] = [[...encode('a')].join(), [...encode(' a')].join()]
  const before = inside.endsWith(spaced) && spaced !== alone ? ' ' : ''
  return (word: string): ArrayLike<number> & Iterable<number> => {
    const ids = encode(before + word)
    return ids.length > 0 ? ids : [unknown]
  }
}

type TokensOf = (word: PreTokenizedWord, normalised: readonly string[]) => readonly Placed[]

/** The tokens of a word, by their offsets in the normalised text. */
function tokensIn({ pre_tokenizer }: TokenizerJson, model: TokenizerModel): TokensOf {
  const placesIn = wordOffsets(pre_tokenizer)
  return (word, normalised) => {
    if ('id' in word) return [word]
    const { ids, from, to } = model(word.word)
    const place = placesIn(word, normalised)
    return ids.map((id, i) => ({ id, ...place(from[i] as number, to[i] as number) }))
  }
}

/** The tokens of a chunk of text, grouped by word: a word includes the space before it, as in other tokenizers. */
function chunkTokens(text: string, { normalised, words }: Read, first: boolean, tokensOf: TokensOf): ChunkTokens {
  const ids: number[] = []
  const pieces: MarkedPiece[] = []
  const letters = [...normalised]
  let done = 0
  for (const word of words) {
    const tokens = tokensOf(word, letters)
    for (const { id } of tokens) ids.push(id)
    if ('id' in word) pieces.push('special')
    else
      for (const group of tokens.length > 0 ? spacedGroups(tokens, letters) : []) {
        const end = (group.at(-1) as Placed).to
        const piece = { text: spaced(letters.slice(done, end).join('')), lengths: lengthsOf(group, letters, done) }
        pieces.push(pieces.length > 0 ? piece : afterSpace(text, piece))
        done = Math.max(done, end)
      }
    done = word.to
  }
  return { ids, ...wordMarks(pieces, first) }
}

type Read = Pick<PreTokenizedText, 'normalised' | 'words'>
type WordPiece = Exclude<MarkedPiece, 'special'>

/** Some normalisers strip a chunk, yet a word starts after the white space that was there. */
function afterSpace(text: string, piece: WordPiece): WordPiece {
  const [before] = surroundingSpace(text)
  const { text: own, lengths } = piece
  if (before === '' || own.trimStart() !== own) return piece
  return { text: before + own, lengths: lengths.map((length, i) => (i === 0 ? before.length : 0) + length) }
}

/** Tokens up to the next one that begins with a space, which marks a word where a text is not split into words. */
function spacedGroups(tokens: readonly Placed[], letters: readonly string[]): readonly Placed[][] {
  const groups: Placed[][] = []
  for (const token of tokens) {
    const group = groups.at(-1)
    if (group && spaced(letters[token.from] ?? '') !== ' ') group.push(token)
    else groups.push([token])
  }
  return groups
}

const spaced = (piece: string) => piece.replaceAll('▁', ' ')

/** The bytes of each token, with the text between it and the previous token. */
function lengthsOf(tokens: readonly Placed[], letters: readonly string[], start: number): number[] {
  let done = start
  return tokens.map(({ to }) => {
    const from = done
    done = Math.max(done, to)
    return Buffer.byteLength(spaced(letters.slice(from, done).join('')))
  })
}
