import type { ModelConfig } from '../../../core/nn/network.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { unknownTokenId } from '../../tokenizer/encode/generic-tokenizer.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { postProcessorTokens } from '../../tokenizer/file/post-processor-tokens.ts'
import type { TokenizerJson } from '../../tokenizer/file/tokenizer-json.ts'

type UsedTokenizer = Pick<Tokenizer, 'json' | 'text' | 'vocabulary'>
type Kind = Plan['objective']['network']['kind']

/**
 * The tokenizer.json of a checkpoint: other tools put special tokens around a text as this model has learned to read it.
 * Whole texts are `<s> a </s>` and `<s> a </s> b </s>`, what encoder-decoders read is `a </s>`, what decoders write on is bare.
 * A file that says so itself stays as it is, and the model has learned that.
 */
export function checkpointTokenizer({ json, text, vocabulary }: UsedTokenizer, { objective, batches }: Plan): string {
  const file = JSON.parse(json) as { readonly post_processor?: unknown }
  const { kind } = objective.network
  const writesOn = kind === 'decoder' && objective.head === undefined
  if (writesOn || postProcessorTokens(file)) return json
  const { before = [], pair } = batches.asking ?? {}
  const between = pair?.between ?? [vocabulary.end]
  const names = {
    begin: text(vocabulary.begin),
    end: text(vocabulary.end),
    before: before.map(text),
    between: between.map(text),
  }
  const special_tokens = Object.fromEntries(
    [...new Set([vocabulary.begin, vocabulary.end, ...before, ...between])].map(id => [
      text(id),
      { id: text(id), ids: [id], tokens: [text(id)] },
    ]),
  )
  const template = {
    type: 'TemplateProcessing',
    ...sequenceTemplates(objective.head ? 'encoder' : kind, names),
    special_tokens,
  }
  const steps = file.post_processor ? [file.post_processor, template] : [template]
  return JSON.stringify({
    ...file,
    post_processor: steps.length > 1 ? { type: 'Sequence', processors: steps } : template,
  })
}

interface TemplateTokens {
  readonly begin: string
  readonly end: string
  readonly before: readonly string[]
  readonly between: readonly string[]
}

function sequenceTemplates(kind: Kind, { begin, end, before, between }: TemplateTokens) {
  const special = (id: string, type_id = 0) => ({ SpecialToken: { id, type_id } })
  const a = { Sequence: { id: 'A', type_id: 0 } }
  if (kind === 'encoder-decoder') {
    const b = { Sequence: { id: 'B', type_id: 0 } }
    const first = [...before.map(name => special(name)), a, special(end)]
    return { single: first, pair: [...first, b, special(end)] }
  }
  const b = { Sequence: { id: 'B', type_id: 1 } }
  const first = [special(begin), a]
  return {
    single: [...first, special(end)],
    pair: [...first, ...between.map(name => special(name)), b, special(end, 1)],
  }
}

/** Contents of tokenizer_config.json, with which Transformers loads the tokenizer.json beside it. */
export function tokenizerConfig(
  { text, vocabulary, json }: Tokenizer,
  { maxLength, config }: { readonly maxLength?: number | undefined; readonly config: ModelConfig },
): Record<string, unknown> {
  const { pad, begin, end, mask } = vocabulary
  const unknown = unknownTokenId(JSON.parse(json) as TokenizerJson)
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
    model_input_names: ['input_ids', ...(usesTokenTypes(config) ? ['token_type_ids'] : []), 'attention_mask'],
    clean_up_tokenization_spaces: false,
  }
}

/** Others must not be given which text a token is of: GPT-2 would add a word for it, DistilBERT refuses it. */
const usesTokenTypes = ({ type_vocab_size: types }: ModelConfig): boolean => typeof types === 'number' && types > 1
