import { byteCutter } from './byte-cutter.ts'
import { letterCutter } from './letter-cutter.ts'
import { letterNormaliser } from './letter-normaliser.ts'
import type { AnyFile } from './model-file.ts'
import { firstKeeper } from './prepare-text.ts'

/**
 * The words of a text as its model gets them, without a call of the library and without their places. Gives undefined for texts
 * that only the library can read, and is undefined for tokenizers that only it knows.
 */
export function quickWords({ normalizer, pre_tokenizer, added_tokens = [] }: AnyFile) {
  const [normalise, cut] = [letterNormaliser(normalizer), letterCutter(pre_tokenizer) ?? byteCutter(pre_tokenizer)]
  if (!normalise || !cut || added_tokens.some(({ normalized }) => normalized)) return undefined
  const keepsFirst = firstKeeper({ normalizer, pre_tokenizer }, normalise)
  return (text: string, start: boolean): readonly string[] | undefined => {
    const normalised = normalise(text)
    return normalised === undefined ? undefined : cut(normalised, start && keepsFirst(text))
  }
}
