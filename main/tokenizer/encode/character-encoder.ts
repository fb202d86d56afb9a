import { boundaryMarks } from '../../../core/data/batch.ts'
import { unspacedScript } from '../../../core/data/word-spans.ts'
import type { TokenizerJson } from '../file/tokenizer-json.ts'
import { vocabularyIds } from '../file/tokenizer-json.ts'
import { combiningCharacter, normalizesPerCharacter } from '../pre-tokenize/character-normalizer.ts'
import { componentsIn } from '../pre-tokenize/components.ts'
import { libraryNormalizer } from '../pre-tokenize/pre-tokenizer.ts'
import type { TokenBuffer } from './token-buffer.ts'
import type { TokenizerOptions } from './tokenizer.ts'
import { isWhiteSpace } from './white-space.ts'
import { closingSigns, stopping, wordStarts } from './word-marks.ts'

const units = 0x10000
const [space, line] = [0x20, 0x0a]

/** Adds the tokens of a chunk that begins a text (`first`) or follows white space; false: nothing was added, the chunk needs the general way. */
type ChunkReader = (text: string, from: number, to: number, first: boolean, into: TokenBuffer) => boolean

/**
 * Encodes texts in which each character is one token, from a table and without a cache. The marks are those of
 * `wordMarks` for a piece at each space. Undefined for tokenizers that look at more than one character at a time.
 */
export function characterEncoder(
  file: TokenizerJson,
  wanted: TokenizerOptions = { marks: true },
): ChunkReader | undefined {
  if (!readsPerCharacter(file)) return undefined
  const { idOf, isDense } = characterIds(file)
  let [ids, marks] = [new Int32Array(256), new Uint8Array(256)]
  return (text, from, to, first, into) => {
    const count = to - from
    if (count > ids.length) [ids, marks] = [new Int32Array(2 * count), new Uint8Array(2 * count)]
    let [blanks, lines, begin] = [0, 0, 0] // white space before the word, line feeds in it, and the start of the word with its space
    let dense = false
    for (let i = 0; i < count; i++) {
      const unit = text.charCodeAt(from + i)
      const id = idOf(unit)
      if (id < 0) return false
      ids[i] = id
      marks[i] = unit === space ? boundaryMarks.word : 0
      dense ||= isDense[unit] === 1
      if (i > blanks || (unit !== space && unit !== line)) continue
      blanks++
      if (unit === line) lines++
      else begin = i
    }
    if (dense && wanted.marks)
      for (const start of wordStarts(text.slice(from + begin, to))) marks[begin + start] = boundaryMarks.word
    const blank = blanks === count
    const opens = !blank && (lines > 1 || (first && begin === 0))
    marks[0] = boundaryMarks.word
    if (opens) marks[begin] = boundaryMarks.word + boundaryMarks.sentence
    into.add(ids, marks, 0, count)
    const unsure = first || lines > 1 ? false : 'before'
    into.sentence(count, blank || opens || first ? -1 : begin, blank ? unsure : endsSentence(text, from, to))
    return true
  }
}

function readsPerCharacter({ model, normalizer, pre_tokenizer, added_tokens = [] }: TokenizerJson): boolean {
  const { merges, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, ignore_merges } = model
  if (model.type !== 'BPE' || merges?.length !== 0 || continuing_subword_prefix || end_of_word_suffix) return false
  if (fuse_unk || byte_fallback || ignore_merges || pre_tokenizer || added_tokens.some(t => t.normalized)) return false
  return componentsIn(normalizer, 'normalizers').every(normalizesPerCharacter)
}

/**
 * The id of a character by UTF-16 unit: −1 for rare white space, and for characters that change when normalised, combine with others or have no
 * token. `isDense` is 1 for characters that were looked up and belong to scripts without spaces.
 */
function characterIds(file: TokenizerJson) {
  const ids = vocabularyIds(file.model)
  const unknown = ids.get(file.model.unk_token ?? '') ?? -1
  const normalise = libraryNormalizer(file)
  const found = new Int32Array(units).fill(unseen)
  const isDense = new Uint8Array(units)
  const look = (unit: number): number => {
    const letter = String.fromCharCode(unit)
    isDense[unit] = unspacedScript.test(letter) ? 1 : 0
    const rare = isWhiteSpace[unit] === 1 && unit !== space && unit !== line
    return rare || combiningCharacter.test(letter) || normalise(letter) !== letter ? -1 : (ids.get(letter) ?? unknown)
  }
  const idOf = (unit: number): number => {
    if (found[unit] === unseen) found[unit] = look(unit)
    return found[unit] as number
  }
  return { idOf, isDense }
}

const unseen = -2

const flags = (signs: string) => {
  const found = new Uint8Array(units)
  for (const sign of signs) found[sign.charCodeAt(0)] = 1
  return found
}
const [stops, closing] = [flags(stopping), flags(closingSigns)]

function endsSentence(text: string, from: number, to: number): boolean {
  let last = to - 1
  while (last > from && closing[text.charCodeAt(last)] === 1) last--
  return stops[text.charCodeAt(last)] === 1
}
