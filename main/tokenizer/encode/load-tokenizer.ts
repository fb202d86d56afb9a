import { boundaryMarks } from '../../../core/data/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import type { ByteLevelTokenizerJson } from '../file/build-tokenizer-json.ts'
import { isByteLevel } from '../file/is-byte-level.ts'
import { byteLevelBpe } from '../models/byte-level-bpe.ts'
import { addedTokenSplitter } from '../pre-tokenize/added-tokens.ts'
import { bytesOfPiece, gpt2Words } from '../pre-tokenize/byte-pieces.ts'
import { splitLongText } from '../pre-tokenize/split-long-text.ts'
import { genericTokenizer } from './generic-tokenizer.ts'
import { tokenBuffer, withoutMarks } from './token-buffer.ts'
import { offsetsOfBytes } from './token-offsets.ts'
import type { MarkedIds, Tokenizer, TokenizerOptions } from './tokenizer.ts'
import { eachChunk, wordCache } from './word-cache.ts'
import { wordMarks } from './word-marks.ts'

export type { MarkedIds, Tokenizer } from './tokenizer.ts'

/** A tokenizer from the content of its tokenizer.json, with the same tokens as the tokenizers library. Without `marks` it does not report what starts at each token. */
export function loadTokenizer(json: string, vocabulary: Vocabulary, wanted = { marks: true }): Tokenizer {
  const file: unknown = JSON.parse(json)
  return isByteLevel(file)
    ? byteLevelTokenizer(file, json, vocabulary, wanted)
    : genericTokenizer(json, vocabulary, wanted)
}

/** In texts of words and spaces, GPT-2's pattern does not look back beyond white space. */
const everyBoundary = { space: true, line: true }

/** Decodes ids to text; a token may end inside a character. */
function byteLevelDecoder(pieces: readonly (string | undefined)[], specials: ReadonlyMap<number, string>) {
  const known: Uint8Array[] = []
  const bytesOfId = (id: number): Uint8Array => {
    const special = specials.get(id)
    known[id] ??= special === undefined ? bytesOfPiece(pieces[id] ?? '') : new TextEncoder().encode(special)
    return known[id]
  }
  return (ids: ArrayLike<number>): string =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(concatenated(Array.from(ids, bytesOfId)))
}

/** Byte-level BPE (GPT-2, RoBERTa, BART and Patchbay's own), with a faster encoder. */
function byteLevelTokenizer(
  file: ByteLevelTokenizerJson,
  json: string,
  vocabulary: Vocabulary,
  wanted: TokenizerOptions,
): Tokenizer {
  const { model, added_tokens } = file
  const specials = new Map(added_tokens.map(({ id, content }) => [id, content]))
  const pieces = piecesById(model.vocab)
  const cut = addedTokenSplitter(added_tokens)
  const encodeWord = byteLevelBpe(model)
  const byteLength = Uint16Array.from({ length: Math.max(pieces.length - 1, ...specials.keys()) + 1 }, (_, id) =>
    specials.has(id) ? 0 : (pieces[id]?.length ?? 0),
  ) // a token has one character per byte

  const reader = (first: boolean) =>
    wordCache(text => {
      if (!wanted.marks) return withoutMarks(plain(text))
      const found = wordsIn(text).map(word => ({ text: word, ids: encodeWord(word) }))
      const pieces = found.map(({ text, ids }) => ({ text, lengths: ids.map(id => byteLength[id] as number) }))
      return { ids: found.flatMap(({ ids }) => ids), ...wordMarks(pieces, first) }
    })
  const [readFirst, readNext] = [reader(true), reader(false)]
  const tokens = tokenBuffer()
  const read = (text: string) =>
    eachChunk(text, everyBoundary, (at, end, sum) => (at > 0 ? readNext : readFirst)(text, at, end, sum, tokens))
  const encodeMarked = (text: string): MarkedIds => {
    for (const { from, to, id } of cut(text))
      if (id === undefined) read(text.slice(from, to))
      else tokens.special(id)
    return tokens.take()
  }
  const encodePlain = (text: string): Int32Array => {
    read(text)
    return tokens.take().ids
  }
  const encode = (text: string): Int32Array => encodeMarked(text).ids
  const plain = (text: string): readonly number[] => {
    if (model.merges.length === 0) return encodeWord(text) // each byte is a token, whatever word it is in
    const ids: number[] = []
    for (const word of wordsIn(text)) for (const id of encodeWord(word)) ids.push(id)
    return ids
  }
  const encodeWords = (all: readonly string[]): MarkedIds => {
    const pieces = all.map(word => [...encodePlain(` ${word}`)])
    const marks = pieces.flatMap(piece => piece.map((_, i) => (i === 0 ? boundaryMarks.word : 0)))
    return { ids: Int32Array.from(pieces.flat()), marks: Uint8Array.from(marks) }
  }
  const decode = byteLevelDecoder(pieces, specials)

  return {
    vocabulary,
    json,
    encode,
    encodeMarked,
    encodeWords,
    encodePlain,
    pieces: splitLongText,
    places: async text =>
      offsetsOfBytes(
        text,
        Array.from(plain(text), id => byteLength[id] as number),
      ),
    decode,
    text: id => decode([id]),
    byteLength,
  }
}

/** Most chunks are one word of ASCII letters, which is detected in a tenth of the time of the pattern. */
const wordsIn = (text: string): readonly string[] => (isPlainWord(text) ? [text] : (text.match(gpt2Words) ?? []))

const [blank, a, z, small] = [0x20, 0x61, 0x7a, 0x20]

/** Whether a text is one word of ASCII letters, with or without a space before it. */
function isPlainWord(text: string): boolean {
  const start = text.charCodeAt(0) === blank ? 1 : 0
  for (let i = start; i < text.length; i++) {
    const letter = text.charCodeAt(i) | small
    if (letter < a || letter > z) return false
  }
  return text.length > start
}

function piecesById(vocab: Readonly<Record<string, number>>): readonly string[] {
  const pieces: string[] = [] // ids may have gaps
  for (const [piece, id] of Object.entries(vocab)) pieces[id] = piece
  return pieces
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}
