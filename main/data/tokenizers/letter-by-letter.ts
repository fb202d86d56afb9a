import { marksOf } from '../../../core/batch.ts'
import type { MarkedTokens } from '../marked-tokens.ts'
import { isSpace } from '../white-space.ts'
import { type AnyFile, idsOf } from './model-file.ts'
import { normaliser } from './prepare-text.ts'

/** UTF-16 units below this one join with none of their kind in any Unicode form: combining marks begin here. */
const plain = 0x300
/** Letters of the stretches that are read here. */
const longest = 256
const [space, line] = [0x20, 0x0a]

/** Adds the tokens of a stretch that begins a text (`first`) or follows white space; false: nothing, as it is for others to read. */
type LetterReader = (text: string, from: number, to: number, first: boolean, into: MarkedTokens) => boolean

/**
 * Reads stretches of Latin letters where each letter is one token, by a table and without remembering anything. The marks are
 * those of `wordMarks` for a piece at each space. Undefined for tokenizers that look at more than one letter at a time.
 */
export function letterByLetter(file: AnyFile): LetterReader | undefined {
  if (!looksAtLetters(file)) return undefined
  const known = plainIds(file)
  const [ids, marks] = [new Int32Array(longest), new Uint8Array(longest)]
  return (text, from, to, first, into) => {
    const count = to - from
    if (count > longest) return false
    let [blanks, lines, begin] = [0, 0, 0] // white space ahead, line feeds in it, and where the word with its space begins
    for (let i = 0; i < count; i++) {
      const unit = text.charCodeAt(from + i)
      const id = unit < plain ? (known[unit] as number) : -1
      if (id < 0) return false
      ids[i] = id
      marks[i] = unit === space ? marksOf.word : 0
      if (i > blanks || (unit !== space && unit !== line)) continue
      blanks++
      if (unit === line) lines++
      else begin = i
    }
    const blank = blanks === count
    const opens = !blank && (lines > 1 || (first && begin === 0))
    marks[0] = marksOf.word
    if (opens) marks[begin] = marksOf.word + marksOf.sentence
    into.add(ids, marks, 0, count)
    const unsure = first || lines > 1 ? false : 'before'
    into.sentence(count, blank || opens || first ? -1 : begin, blank ? unsure : endsSentence(text, from, to))
    return true
  }
}

/** Normalizers that leave a letter as it is, whatever stands beside it, when they leave it so alone. */
const eachLetter = ['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents']

function looksAtLetters({ model, normalizer, pre_tokenizer, added_tokens = [] }: AnyFile): boolean {
  const { merges, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, ignore_merges } = model
  if (model.type !== 'BPE' || merges?.length !== 0 || continuing_subword_prefix || end_of_word_suffix) return false
  if (fuse_unk || byte_fallback || ignore_merges || pre_tokenizer || added_tokens.some(t => t.normalized)) return false
  return normalizersIn(normalizer).every(name => eachLetter.includes(name))
}

function normalizersIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  if ('normalizers' in part && Array.isArray(part.normalizers)) return part.normalizers.flatMap(normalizersIn)
  return ['type' in part ? String(part.type) : '']
}

/** The id of each plain letter by its UTF-16 unit; −1 for rare white space and for what becomes other letters or no token. */
function plainIds(file: AnyFile): Int32Array {
  const ids = idsOf(file.model)
  const unknown = ids.get(file.model.unk_token ?? '') ?? -1
  const normalise = normaliser(file)
  return Int32Array.from({ length: plain }, (_, unit) => {
    const letter = String.fromCharCode(unit)
    const rare = isSpace[unit] === 1 && unit !== space && unit !== line
    return rare || normalise(letter) !== letter ? -1 : (ids.get(letter) ?? unknown)
  })
}

const units = (letters: string) =>
  Uint8Array.from({ length: plain }, (_, unit) => +letters.includes(String.fromCharCode(unit)))
const [stops, closing] = [units('.!?'), units('"\')]')]

function endsSentence(text: string, from: number, to: number): boolean {
  let last = to - 1
  while (last > from && closing[text.charCodeAt(last)] === 1) last--
  return stops[text.charCodeAt(last)] === 1
}
