import type { TokenizerJson, TokenizerModel } from '../file/tokenizer-json.ts'
import { libraryTokenizer } from '../pre-tokenize/components.ts'
import { type PreTokenizedWord, preTokenizeText, type TextPreTokenizer } from '../pre-tokenize/pre-tokenizer.ts'
import type { Offsets } from './token-offsets.ts'
import { characterOfUnit } from './word-offsets.ts'

/** Contexts of questions come again, one after the other. */
interface Last {
  readonly text: string
  readonly places: Promise<readonly Offsets[]>
}

/**
 * Where the tokens of a text stand, as the tokenizers library tells it before post-processors trim anything: a token that has a
 * space stands for the space, too; one that was put before a text (▁) stands at the character it was put before; parts of a character
 * all stand where it does; and characters that normalising leaves out may belong to no token.
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
    if (Math.abs(next) > 1) throw new Error(`plainPlaces: ${next} more letters than are expected`)
    if (next < 0) letters.unshift(letters[0] ?? { from: 0, to: 0 }) // a sign before the first word that the library has not put there
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
  if ('id' in word) throw new Error('plainWord: in plain text, names of added tokens are letters')
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

/** Each letter is a token of its own. */
const letters = { type: 'BPE', vocab: { '?': 0 }, merges: [], unk_token: '?' }

/** Where each letter that the model gets stands in the text: only the library knows what its own steps made of which character. */
function characterOffsets({ normalizer, pre_tokenizer }: TokenizerJson): (text: string) => Promise<Offsets[]> {
  let library: ReturnType<typeof libraryTokenizer> | undefined
  return async text => {
    library ??= libraryTokenizer({ model: letters, normalizer, pre_tokenizer })
    const encoding = await library.encode(text, null, { addSpecialTokens: false })
    const starts = [0] // of each character, in UTF-16 units
    for (const { length } of text) starts.push((starts.at(-1) as number) + length)
    return encoding.getOffsets().map(([from, to]) => ({
      from: starts[from as number] as number,
      to: starts[to as number] as number,
    }))
  }
}
