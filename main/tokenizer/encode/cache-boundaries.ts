import { type TokenizerJson, vocabularyIds } from '../file/tokenizer-json.ts'
import { blankCharacters } from './white-space.ts'
import { type CacheBoundaries, chineseCharacter } from './word-cache.ts'

/** Ends and beginnings of texts with which boundaries are tested. */
const ends = ['a', 'B1', 'x.', 'é"', '鲸', '🐳', "n't", '-']
const begins = ['', 'a', 'B', '1', '.', '鲸', '🐳', "'s", '\u0301', ' a', '\nb', '\n\n.', '\tc', '\u0085c', ' \n <']

/** A space or line feed inside a token, as vocabularies write it: the character itself, SentencePiece's ▁, the byte alphabet. */
const overSpace = /[^ ▁Ġ\nĊ\t][ ▁Ġ]/u
const overLine = /[^ ▁Ġ\nĊ\t][\nĊ]/u

type Encode = (text: string, start: boolean) => readonly number[]

/**
 * Where a text may be split so that this tokenizer gives the same tokens for the parts as for the whole. Determined by tests, because normalising and
 * pre-tokenising are done by the library; and never where tokens, added tokens or replacements may span the boundary.
 */
export function findCacheBoundaries(file: TokenizerJson, encode: Encode): CacheBoundaries {
  if (reachesOver(file)) return { space: false, line: false }
  const pieces = [...vocabularyIds(file.model).keys()]
  const readable = (text: string) => canRead(() => encode(text, true))
  const tried = (sign: string) =>
    ends.filter(readable).every(end => {
      const before = encode(end, true)
      return begins
        .filter(readable)
        .every(begin => `${encode(end + sign + begin, true)}` === `${[...before, ...encode(sign + begin, false)]}`)
    })
  const kindOf = blankCharacters(file)
  return {
    ...(kindOf && { kindOf }),
    space: !pieces.some(piece => overSpace.test(piece)) && tried(' '),
    line: !pieces.some(piece => overLine.test(piece)) && tried('\n'),
  }
}

/**
 * Whether each Chinese character is tokenised independently of its neighbours. Tested with characters of the vocabulary, also
 * as the continuation of a word, and with some that it may lack.
 */
export function splitsChinese(file: TokenizerJson, encode: Encode): boolean {
  const { continuing_subword_prefix: prefix } = file.model
  const pieces = [...vocabularyIds(file.model).keys()]
  const rest = pieces.flatMap(piece => (prefix && piece.startsWith(prefix) ? [piece.slice(prefix.length)] : []))
  const alone = [...pieces.filter(piece => !prefix || !piece.startsWith(prefix)), ...rest]
  if (inBytes(file) || looksAround(file) || alone.some(piece => joinedChinese.test(piece))) return false
  const some = (from: readonly string[]) => from.filter(piece => oneChinese.test(piece)).slice(0, 3)
  const characters = ['鲸', '龘', ...some(rest), ...some(pieces)]
  const readable = (text: string) => canRead(() => encode(text, true))
  const before = [...ends, ...characters, ''].filter(readable)
  const after = [...begins, ...characters].filter(readable)
  return characters.filter(readable).every(character =>
    ['', ' '].every(gap => {
      const own = (start: boolean) => encode(gap + character, start)
      return before.every(end => {
        const read = end === '' ? own(true) : [...encode(end, true), ...own(false)]
        return after.every(
          begin => `${encode(end + gap + character + begin, true)}` === `${[...read, ...encode(begin, false)]}`,
        )
      })
    }),
  )
}

const oneChinese = /^[\u4e00-\u9fff]$/
const joinedChinese = /[\u4e00-\u9fff].|[^▁Ġ ][\u4e00-\u9fff]/su

/** Byte-level tokens are written in the byte alphabet, so that their characters do not show what they contain. */
const inBytes = ({ model, normalizer, pre_tokenizer }: TokenizerJson): boolean =>
  model.byte_fallback === true || JSON.stringify([normalizer, pre_tokenizer]).includes('"ByteLevel"')

/** Added tokens that are searched for in the normalised text and replacements may contain Chinese, or depend on what is next to them. */
const looksAround = ({ added_tokens = [], normalizer }: TokenizerJson): boolean =>
  added_tokens.some(
    ({ normalized, single_word, content }) => normalized && (single_word || chineseCharacter.test(content)),
  ) || replacements(normalizer).some(pattern => pattern !== ' {2,}')

/** A vocabulary without byte tokens and without an unknown token encodes some characters only. */
function canRead(read: () => void): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

const white = /\p{White_Space}/u

/** Added tokens that are searched for in the normalised text, and replacement patterns, may contain or absorb white space. */
function reachesOver({ added_tokens = [], normalizer }: TokenizerJson): boolean {
  const late = added_tokens.filter(({ normalized }) => normalized)
  if (late.some(({ content, rstrip }) => rstrip || white.test(content))) return true
  return replacements(normalizer).some(pattern => white.test(pattern) && pattern.trim() !== '' && pattern !== ' {2,}')
}

/** The replacement patterns of a normalizer, at any depth. */
function replacements(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  const own =
    'type' in part && part.type === 'Replace' && 'pattern' in part ? Object.values(part.pattern ?? {}).map(String) : []
  return [...own, ...Object.values(part).flatMap(replacements)]
}
