import type { Tokenizer } from '../../data/tokenizer.ts'

/** Contents of tokenizer_config.json, with which Transformers loads the tokenizer.json beside it. */
export function tokenizerConfig({ text, vocabulary }: Tokenizer, maxLength?: number): Record<string, unknown> {
  const { pad, begin, end, mask } = vocabulary
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...(maxLength === undefined ? {} : { model_max_length: maxLength }),
    pad_token: text(pad),
    bos_token: text(begin),
    eos_token: text(end),
    cls_token: text(begin),
    sep_token: text(end),
    ...(mask === undefined ? {} : { mask_token: text(mask) }),
    clean_up_tokenization_spaces: false,
  }
}
