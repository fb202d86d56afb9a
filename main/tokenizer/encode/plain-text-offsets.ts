import type { TokenizerJson, TokenizerModel } from '../file/tokenizer-json.ts'
import { libraryTokenizer } from '../pre-tokenize/components.ts'
import { type PreTokenizedWord, preTokenizeText, type TextPreTokenizer } from '../pre-tokenize/pre-tokenizer.ts'
import type { Offsets } from './token-offsets.ts'
import { characterOfUnit } from './word-offsets.ts'

/** Texts whose offsets are cached: questions about the same context follow one another. */
interface Last {
  readonly text: string
  readonly places: Promise<readonly Offsets[]>
}

/**
 * The offsets of the tokens of a text, as the tokenizers library gives them before post-processors trim anything: a token with a
 * space covers the space, too; one that was added before a text (▁) has the offsets of the following character; parts of a character
 * have the offsets of the character; and characters that normalising removes may belong to no token.
 */
export function plainTextOffsets(
  file: TokenizerJson,
  plain: TextPreTokenizer,
  model: TokenizerModel,
): (text: string) => Promise<readonly Offsets[]> {
  const lettersOf = characterOffsets(file)
  const find = async (text: string) => {
    const letters = await lettersOf(text)
    const words = preTokenizeText(plain, text).flatMap(passage => passage.words.map(plainWord))
    const own = words.map(word => [...word])
    let next = letters.length - own.reduce((sum, { length }) => sum + length, 0)
    if (Math.abs(next) > 1) throw new Error(`plainTextOffsets: ${next} more characters than expected`)
    if (next < 0) letters.unshift(letters[0] ?? { from: 0, to: 0 }) // a prefix before the first word that the library did not add
    next = Math.max(0, next)
    return words.flatMap((word, i) => {
      const ofWord = own[i] as string[]
      const first = next
      next += ofWord.length
      return offsetsInWord(word, ofWord, letters.slice(first, next), model)
    })
  }
  let last: Last | undefined
  return text => {
    if (last?.text !== text) last = { text, places: find(text) }
    return last.places
  }
}

function plainWord(word: PreTokenizedWord): string {
  if ('id' in word) throw new Error('plainWord: plain text has no added tokens')
  return word.word
}

function offsetsInWord(
  word: string,
  own: readonly string[],
  letters: readonly Offsets[],
  model: TokenizerModel,
): Offsets[] {
  const letterOf = characterOfUnit(own)
  const { from, to } = model(word)
  return from.map((start, i) => {
    const [first, last] = [letters[letterOf(start)], letters[letterOf(to[i] as number) - 1]]
    return { from: (first as Offsets).from, to: (last as Offsets).to }
  })
}

/** Each character is a token of its own. */
const letters = { type: 'BPE', vocab: { '?': 0 }, merges: [], unk_token: '?' }

/** The offsets of each character that the model gets: only the library knows from which character its own steps made it. */
function characterOffsets({ normalizer, pre_tokenizer }: TokenizerJson): (text: string) => Promise<Offsets[]> {
  let library: ReturnType<typeof libraryTokenizer> | undefined
  return async text => {
    library ??= libraryTokenizer({ model: letters, normalizer, pre_tokenizer })
    const encoding = await library.encode(text, null, { addSpecialTokens: false })
    const starts = [0] // the start of each character, in UTF-16 units
    for (const { length } of text) starts.push((starts.at(-1) as number) + length)
    return encoding.getOffsets().map(([from, to]) => ({
      from: starts[from as number] as number,
      to: starts[to as number] as number,
    }))
  }
}
