// Models as Transformers makes and saves them, with settings that Patchbay's own blocks never write.

const words = { vocab_size: 60, pad_token_id: 0, bos_token_id: 1, eos_token_id: 2 }
const labels = { id2label: { 0: 'a', 1: 'b', 2: 'c' }, label2id: { a: 0, b: 1, c: 2 } }

const gpt2 = { ...words, n_positions: 24, n_embd: 16, n_layer: 2, n_head: 2 }
const llama = {
  ...words,
  hidden_size: 24,
  intermediate_size: 40,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  max_position_embeddings: 48,
}
const llama3 = {
  rope_type: 'llama3',
  rope_theta: 500_000,
  factor: 8,
  low_freq_factor: 1,
  high_freq_factor: 4,
  original_max_position_embeddings: 24,
}
const encoder = {
  ...words,
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 28,
  max_position_embeddings: 24,
}
const distilbert = { ...words, dim: 16, n_layers: 2, n_heads: 2, hidden_dim: 28, max_position_embeddings: 24 }
const t5 = { vocab_size: 60, d_model: 16, d_kv: 6, d_ff: 28, num_layers: 2, num_decoder_layers: 1, num_heads: 3 }
const stacks = {
  ...words,
  d_model: 16,
  encoder_layers: 2,
  decoder_layers: 1,
  encoder_attention_heads: 2,
  decoder_attention_heads: 4,
  encoder_ffn_dim: 20,
  decoder_ffn_dim: 28,
  max_position_embeddings: 24,
}
/** Each head that an encoder can have. */
const headed = (family: string, config: object) =>
  ['MaskedLM', 'SequenceClassification', 'TokenClassification', 'QuestionAnswering'].map(
    head => [`${family}For${head}`, { ...config, ...(/Classification/.test(head) ? labels : {}) }] as const,
  )

const untied = { tie_word_embeddings: false }

/** Names of Transformers' classes with configs for them. */
export const madeByTransformers: readonly (readonly [string, object])[] = [
  ['GPT2LMHeadModel', { ...gpt2, n_inner: 20, activation_function: 'gelu', scale_attn_by_inverse_layer_idx: true }],
  ['GPT2LMHeadModel', { ...gpt2, scale_attn_weights: false }],
  ['GPT2LMHeadModel', { ...gpt2, ...untied }],
  ['GPT2ForSequenceClassification', { ...gpt2, ...labels }],
  ['GPT2ForTokenClassification', { ...gpt2, ...labels }],
  ['GPT2ForQuestionAnswering', gpt2],
  ['LlamaForCausalLM', { ...llama, head_dim: 8, attention_bias: true, mlp_bias: true, rope_parameters: llama3 }],
  ['LlamaForCausalLM', { ...llama, rope_parameters: { rope_type: 'linear', rope_theta: 1e6, factor: 2.5 } }],
  ['LlamaForCausalLM', { ...llama, rope_theta: 200, tie_word_embeddings: true }],
  ['GPT2LMHeadModel', { ...gpt2, activation_function: 'quick_gelu' }],
  ['LlamaForCausalLM', { ...llama, hidden_act: 'relu2' }],
  ['LlamaForSequenceClassification', { ...llama, ...labels }],
  ...headed('Bert', { ...encoder, hidden_act: 'relu' }),
  ...headed('Roberta', { ...encoder, pad_token_id: 1, bos_token_id: 0, type_vocab_size: 1 }),
  ...headed('ModernBert', {
    ...encoder,
    num_hidden_layers: 3,
    cls_token_id: 1,
    sep_token_id: 2,
    local_attention: 6,
    global_attn_every_n_layers: 2,
    classifier_pooling: 'mean',
    classifier_activation: 'relu',
  }),
  ...headed('DistilBert', { ...distilbert, activation: 'relu' }),
  ...headed('Electra', { ...encoder, embedding_size: 8 }),
  ['BertForMaskedLM', { ...encoder, hidden_act: 'swish', pad_token_id: null }],
  ['DistilBertForMaskedLM', { ...distilbert, activation: 'gelu_new', pad_token_id: null }],
  ...['Bert', 'Roberta', 'ModernBert'].map(
    family => [`${family}ForMaskedLM`, { ...encoder, cls_token_id: 1, sep_token_id: 2, ...untied }] as const,
  ),
  ['DistilBertForMaskedLM', { ...distilbert, ...untied }],
  ['ElectraForMaskedLM', { ...encoder, embedding_size: 8, ...untied }],
  ['ElectraForPreTraining', { ...encoder, embedding_size: 16 }],
  ['T5ForConditionalGeneration', t5],
  ['T5ForConditionalGeneration', { ...t5, feed_forward_proj: 'gated-gelu', tie_word_embeddings: false }],
  ...['gated-silu', 'gated-relu', 'gelu'].map(
    feed_forward_proj => ['T5ForConditionalGeneration', { ...t5, feed_forward_proj }] as const,
  ),
  ['BartForConditionalGeneration', { ...stacks, scale_embedding: true }],
  ['BartForConditionalGeneration', { ...stacks, ...untied }],
  ['BartForSequenceClassification', { ...stacks, ...labels, ...untied }],
  ['BartForQuestionAnswering', stacks],
  ['MarianMTModel', { ...stacks, pad_token_id: 59, decoder_start_token_id: 59, activation_function: 'swish' }],
  ['MarianMTModel', { ...stacks, ...untied, decoder_start_token_id: 0 }],
]
