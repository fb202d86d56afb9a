import type { Config } from '../../../core/nn/network.ts'
import type { Tokenizer } from '../../data/tokenizer.ts'
import { unknownIn } from '../../data/tokenizers/any-tokenizer.ts'
import type { AnyFile } from '../../data/tokenizers/model-file.ts'

/** Contents of tokenizer_config.json, with which Transformers loads the tokenizer.json beside it. */
export function tokenizerConfig(
  { text, vocabulary, json }: Tokenizer,
  { maxLength, config }: { readonly maxLength?: number | undefined; readonly config: Config },
): Record<string, unknown> {
  const { pad, begin, end, mask } = vocabulary
  const unknown = unknownIn(JSON.parse(json) as AnyFile)
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...(maxLength === undefined ? {} : { model_max_length: maxLength }),
    pad_token: text(pad),
    bos_token: text(begin),
    eos_token: text(end),
    cls_token: text(begin),
    sep_token: text(end),
    ...(mask === undefined ? {} : { mask_token: text(mask) }),
    ...(unknown === undefined ? {} : { unk_token: text(unknown) }),
    model_input_names: ['input_ids', ...(tellsTextsApart(config) ? ['token_type_ids'] : []), 'attention_mask'],
    clean_up_tokenization_spaces: false,
  }
}

/** Others must not be given which text a token is of: GPT-2 would add a word for it, DistilBERT refuses it. */
const tellsTextsApart = ({ type_vocab_size: types }: Config): boolean => typeof types === 'number' && types > 1
