import type { Blocks } from '../../../core/block/block.ts'
import bart from '../../../nodes/model/bart.ts'
import bert from '../../../nodes/model/bert.ts'
import distilbert from '../../../nodes/model/distilbert.ts'
import electra from '../../../nodes/model/electra.ts'
import gpt2 from '../../../nodes/model/gpt2.ts'
import llama from '../../../nodes/model/llama.ts'
import marian from '../../../nodes/model/marian.ts'
import modernbert from '../../../nodes/model/modernbert.ts'
import roberta from '../../../nodes/model/roberta.ts'
import t5 from '../../../nodes/model/t5.ts'

/** The networks that Transformers has too. Listed, because scripts that Node runs as they are cannot find blocks by folder. */
export const networks: Blocks = new Map(
  [bart, bert, distilbert, electra, gpt2, llama, marian, modernbert, roberta, t5].map(block => [block.id, block]),
)

export const cases: readonly string[] = [
  'gpt2_clm',
  'gpt2_seqcls',
  'gpt2_tokcls',
  'llama_gqa_clm',
  'llama_tied_mqa_clm',
  'llama_seqcls',
  'bert_mlm',
  'bert_untied_mlm',
  'bert_seqcls',
  'bert_tokcls',
  'bert_qa',
  'bert_pretraining',
  'roberta_mlm',
  'roberta_seqcls',
  'distilbert_mlm',
  'distilbert_seqcls',
  'modernbert_mlm',
  'modernbert_local_mlm',
  'modernbert_seqcls',
  'modernbert_tokcls',
  'modernbert_qa',
  'electra_gen_mlm',
  'electra_disc_rtd',
  'bart_s2s',
  'bart_seqcls',
  'marian_s2s',
  't5v11_tied_s2s',
  't5v10_s2s',
  't5v11_s2s',
]
