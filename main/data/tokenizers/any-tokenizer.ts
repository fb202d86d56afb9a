import { marksOf } from '../../../core/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { textPieces } from '../text-pieces.ts'
import { wordMarks } from '../word-marks.ts'
import { type Alignment, align } from './align.ts'
import { modelOf } from './model.ts'
import { type AnyFile, idsOf, type Model } from './model-file.ts'
import { pieceTexts } from './piece-texts.ts'
import { type Passage, type Prepared, textPreparer } from './prepare-text.ts'
import type { Marked, Tokenizer } from './tokenizer.ts'
import { placesIn } from './word-places.ts'

/** A token, and where it stands in the normalised passage (characters). */
interface Placed {
  readonly id: number
  readonly from: number
  readonly to: number
}

/** A tokenizer of any kind from the text of its tokenizer.json; its tokens are those of the tokenizers library. */
export function anyTokenizer(json: string, vocabulary: Vocabulary): Tokenizer {
  const file = JSON.parse(json) as AnyFile
  const model = modelOf(file.model)
  const prepare = textPreparer(file, { plain: false })
  const preparePlain = textPreparer(file, { plain: true })
  const idsIn = (passages: readonly Passage[]) =>
    Int32Array.from(
      passages.flatMap(({ words }) => words.flatMap(word => ('id' in word ? [word.id] : model(word.word).ids))),
    )
  const texts = pieceTexts(file)
  const encode = (text: string) => idsIn(prepare(text))
  const encodePlain = (text: string) => idsIn(preparePlain(text))
  const encodeWord = wordEncoder(encodePlain, unknownIn(file) ?? vocabulary.end)
  return {
    vocabulary,
    json,
    encode,
    encodePlain,
    encodeMarked: text => marked(prepare(text), model),
    encodeWords: words => {
      const pieces = words.map(word => [...encodeWord(word)])
      const marks = pieces.flatMap(piece => piece.map((_, i) => (i === 0 ? marksOf.word : 0)))
      return { ids: Int32Array.from(pieces.flat()), marks: Uint8Array.from(marks) }
    },
    pieces: cutter(encode),
    places: text => preparePlain(text).flatMap(passage => spansOf(passage, model)),
    decode: texts.decode,
    text: texts.text,
    get byteLength() {
      return texts.byteLengths()
    },
  }
}

/** Cuts long texts before a space or a line feed, if this tokenizer reads the rest as it would have in the whole text. */
function cutter(encode: (text: string) => Int32Array): (text: string) => Iterable<string> {
  const [space, line] = [' ', '\n'].map(
    before => `${encode(`a${before}a`)}` === `${[...encode('a'), ...encode(`${before}a`)]}`,
  )
  const places = `${space ? ' ' : ''}${line ? '\\n' : ''}`
  return text => (places === '' ? [text] : textPieces(text, new RegExp(`(?<=\\P{White_Space})[${places}]`, 'gu')))
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

/** The tokens of a word, by their places in the normalised passage. */
function tokensOf(word: Prepared, normalised: readonly string[], model: Model): readonly Placed[] {
  if ('id' in word) return [word]
  const { ids, from, to } = model(word.word)
  const place = placesIn(word, normalised)
  return ids.map((id, i) => ({ id, ...place(from[i] as number, to[i] as number) }))
}

function spansOf(passage: Passage, model: Model) {
  const letters = [...passage.normalised]
  const { from, to }: Alignment = align(passage.source, passage.normalised)
  return passage.words.flatMap(word =>
    tokensOf(word, letters, model).map(({ id, ...place }) => {
      const last = Math.max(place.from, place.to - 1)
      return {
        id,
        from: passage.from + (from[place.from] ?? passage.source.length),
        to: passage.from + (to[last] ?? passage.source.length),
      }
    }),
  )
}

/** What starts at each token: a word takes along the space before it, as in other tokenizers. */
function marked(passages: readonly Passage[], model: Model): Marked {
  const ids: number[] = []
  const marks: number[] = []
  let mark = wordMarks()
  for (const { normalised, words } of passages) {
    const letters = [...normalised]
    let done = 0
    for (const word of words) {
      const tokens = tokensOf(word, letters, model)
      for (const { id } of tokens) ids.push(id)
      if ('id' in word) {
        marks.push(marksOf.word)
        mark = wordMarks()
      } else if (tokens.length > 0) {
        for (const group of spacedGroups(tokens, letters)) {
          const end = (group.at(-1) as Placed).to
          const piece = spaced(letters.slice(done, end).join(''))
          marks.push(...mark(piece, lengthsOf(group, letters, done)))
          done = Math.max(done, end)
        }
      }
      done = word.to
    }
  }
  return { ids: Int32Array.from(ids), marks: Uint8Array.from(marks) }
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
