import { marksOf } from '../../../core/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { markedTokens, type Stretch, unmarked } from '../marked-tokens.ts'
import { anyChinese, type Cuts, eachStretch, knownStretches } from '../stretches.ts'
import { textPieces } from '../text-pieces.ts'
import { kinds, spaceAround } from '../white-space.ts'
import { type Piece, wordMarks } from '../word-marks.ts'
import { letterByLetter } from './letter-by-letter.ts'
import { modelOf } from './model.ts'
import { type AnyFile, idsOf, type Model } from './model-file.ts'
import { pieceTexts } from './piece-texts.ts'
import { plainPlaces } from './plain-places.ts'
import { type Passage, type Prepared, passagesOf, textPreparer } from './prepare-text.ts'
import { quickWords } from './quick-words.ts'
import { cutsChinese, safeCuts } from './safe-cuts.ts'
import type { Marked, Tokenizer, Wanted } from './tokenizer.ts'
import { placesInWords } from './word-places.ts'

/** A token, and where it stands in the normalised passage (characters). */
interface Placed {
  readonly id: number
  readonly from: number
  readonly to: number
}

/** A tokenizer of any kind from the text of its tokenizer.json; its tokens are those of the tokenizers library. */
export function anyTokenizer(json: string, vocabulary: Vocabulary, wanted: Wanted = { marks: true }): Tokenizer {
  const file = JSON.parse(json) as AnyFile
  const model = modelOf(file.model)
  const plain = textPreparer(file, { plain: true })
  const { encodeMarked, cuts } = stretchEncoder(file, model, wanted)
  const texts = pieceTexts(file)
  const encodePlain = (text: string) =>
    Int32Array.from(passagesOf(plain, text).flatMap(({ words }) => words.flatMap(word => idsOfWord(word, model))))
  const encodeWord = wordEncoder(encodePlain, unknownIn(file) ?? vocabulary.end)
  return {
    vocabulary,
    json,
    encode: text => encodeMarked(text).ids,
    encodePlain,
    encodeMarked,
    encodeWords: words => {
      const pieces = words.map(word => [...encodeWord(word)])
      const marks = pieces.flatMap(piece => piece.map((_, i) => (i === 0 ? marksOf.word : 0)))
      return { ids: Int32Array.from(pieces.flat()), marks: Uint8Array.from(marks) }
    },
    pieces: text => piecesOf(text, cuts()),
    places: plainPlaces(file, plain, model),
    decode: texts.decode,
    text: texts.text,
    get byteLength() {
      return texts.byteLengths()
    },
  }
}

const idsOfWord = (word: Prepared, model: Model): readonly number[] => ('id' in word ? [word.id] : model(word.word).ids)

/** Cuts long texts where this tokenizer reads the rest as it would have in the whole text. */
function piecesOf(text: string, { space, line, kindOf }: Cuts): Iterable<string> {
  const places = `${space ? ' ' : ''}${line ? '\\n' : ''}`
  if (places === '') return [text]
  const may = (unit: number) => !kindOf || kindOf[unit] === kinds.letter
  return textPieces(text, new RegExp(`(?<=\\P{White_Space})[${places}]`, 'gu'), may)
}

/** Reads a text stretch by stretch, so that of those that come again only the first is normalised, cut and looked up. */
function stretchEncoder(file: AnyFile, model: Model, wanted: Wanted) {
  const { added, words } = textPreparer(file, { plain: false })
  const tokensOf = tokensIn(file, model)
  const reader = (start: boolean, first: boolean) =>
    knownStretches(text =>
      wanted.marks ? stretchOf(text, words(text, start), first, tokensOf) : unmarked(ids(text, start)),
    )
  const quick = quickWords(file)
  const ids = (text: string, start: boolean) =>
    quick?.(text, start)?.flatMap(word => model(word).ids) ??
    words(text, start).words.flatMap(word => idsOfWord(word, model))
  const [readStart, readFirst, readNext] = [reader(true, true), reader(false, true), reader(false, false)]
  let known: Cuts | undefined
  const cuts = () => (known ??= safeCuts(file, ids))
  const letters = letterByLetter(file, wanted)
  let finer: Cuts | undefined
  /** Words are found in whole stretches; where nobody asks for them, Chinese may be read character by character. */
  const stretches = (part: string): Cuts => {
    if (wanted.marks || letters || !anyChinese.test(part)) return cuts()
    finer ??= { ...cuts(), chinese: cutsChinese(file, ids) }
    return finer
  }
  const tokens = markedTokens()
  const encodeMarked = (text: string): Marked => {
    for (const { from, to, id } of added(text)) {
      if (id !== undefined) tokens.special(id)
      else {
        const part = text.slice(from, to)
        const begin = from === 0 ? readStart : readFirst
        const safe = stretches(part)
        const plain = safe.space && safe.line ? letters : undefined
        eachStretch(part, safe, (at, end, sum) => {
          if (!plain?.(part, at, end, at === 0, tokens)) (at > 0 ? readNext : begin)(part, at, end, sum, tokens)
        })
      }
    }
    return tokens.take()
  }
  return { encodeMarked, cuts }
}

/** The token for what the vocabulary does not have; undefined where there is none. */
export function unknownIn({ model }: AnyFile): number | undefined {
  if (typeof model.unk_id === 'number') return model.unk_id
  return model.unk_token ? idsOf(model).get(model.unk_token) : undefined
}

/** A word as it is cut inside a text. A word of which nothing is left stands as an unknown one, so that every word has a token. */
function wordEncoder(encode: (text: string) => Int32Array, unknown: number) {
  const inside = [...encode('a a')].join()
  const [alone, spaced] = [[...encode('a')].join(), [...encode(' a')].join()]
  const before = inside.endsWith(spaced) && spaced !== alone ? ' ' : ''
  return (word: string): ArrayLike<number> & Iterable<number> => {
    const ids = encode(before + word)
    return ids.length > 0 ? ids : [unknown]
  }
}

type TokensOf = (word: Prepared, normalised: readonly string[]) => readonly Placed[]

/** The tokens of a word, by their places in the normalised passage. */
function tokensIn({ pre_tokenizer }: AnyFile, model: Model): TokensOf {
  const placesIn = placesInWords(pre_tokenizer)
  return (word, normalised) => {
    if ('id' in word) return [word]
    const { ids, from, to } = model(word.word)
    const place = placesIn(word, normalised)
    return ids.map((id, i) => ({ id, ...place(from[i] as number, to[i] as number) }))
  }
}

/** The tokens of a stretch of text, and its pieces: a word takes along the space before it, as in other tokenizers. */
function stretchOf(text: string, { normalised, words }: Read, first: boolean, tokensOf: TokensOf): Stretch {
  const ids: number[] = []
  const pieces: Piece[] = []
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

type Read = Pick<Passage, 'normalised' | 'words'>
type WordPiece = Exclude<Piece, 'special'>

/** Some normalisers strip a stretch, yet a word starts after the white space that was there. */
function afterSpace(text: string, piece: WordPiece): WordPiece {
  const [before] = spaceAround(text)
  const { text: own, lengths } = piece
  if (before === '' || own.trimStart() !== own) return piece
  return { text: before + own, lengths: lengths.map((length, i) => (i === 0 ? before.length : 0) + length) }
}

/** Tokens up to the next that begins with a space: where a text is not cut into words, a word is found by that. */
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

/** Bytes of each token, with what stands between it and the token before. */
function lengthsOf(tokens: readonly Placed[], letters: readonly string[], start: number): number[] {
  let done = start
  return tokens.map(({ to }) => {
    const from = done
    done = Math.max(done, to)
    return Buffer.byteLength(spaced(letters.slice(from, done).join('')))
  })
}
