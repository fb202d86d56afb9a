import type { RecipeParts } from './recipe-parts.ts'

/** Whether texts are only cut as GPT-2 does, which is done faster without the library. */
export const isByteCut = ({ normalizer, pre_tokenizer }: RecipeParts): boolean =>
  normalizer === null && pre_tokenizer?.type === 'ByteLevel' && pre_tokenizer.use_regex === true
