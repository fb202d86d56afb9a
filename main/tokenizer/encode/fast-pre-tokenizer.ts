import type { TokenizerJson } from '../file/tokenizer-json.ts'
import { byteLevelPreTokenizer } from '../pre-tokenize/byte-level-pre-tokenizer.ts'
import { characterNormalizer } from '../pre-tokenize/character-normalizer.ts'
import { characterPreTokenizer } from '../pre-tokenize/character-pre-tokenizer.ts'
import { keepsFirstCharacter } from '../pre-tokenize/pre-tokenizer.ts'

/**
 * The words of a text as the model gets them, without calling the library and without offsets. Returns undefined for texts
 * that only the library can process, and is undefined for tokenizers that only the library supports.
 */
export function fastPreTokenizer({ normalizer, pre_tokenizer, added_tokens = [] }: TokenizerJson) {
  const [normalise, cut] = [
    characterNormalizer(normalizer),
    characterPreTokenizer(pre_tokenizer) ?? byteLevelPreTokenizer(pre_tokenizer),
  ]
  if (!normalise || !cut || added_tokens.some(({ normalized }) => normalized)) return undefined
  const keepsFirst = keepsFirstCharacter({ normalizer, pre_tokenizer }, normalise)
  return (text: string, start: boolean): readonly string[] | undefined => {
    const normalised = normalise(text)
    return normalised === undefined ? undefined : cut(normalised, start && keepsFirst(text))
  }
}
