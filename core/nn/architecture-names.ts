import type { HeadKind, SavedHead } from '../plan/heads.ts'

const suffixes: Readonly<Record<HeadKind, string>> = {
  class: 'ForSequenceClassification',
  tags: 'ForTokenClassification',
  answer: 'ForQuestionAnswering',
  replaced: 'ForPreTraining',
}

const languageModelSuffix = /(LMHeadModel|ForCausalLM|ForMaskedLM|ForConditionalGeneration|MTModel|EncoderDecoder)$/

/** The name of the Transformers class with this head, from that of the same network over words. */
export const architectureWithHead = (overWords: string, head: HeadKind): string =>
  overWords.replace(languageModelSuffix, suffixes[head])

/** The head that a class of Transformers has, read off its name. */
export function headOfArchitecture(architecture: string): SavedHead {
  if (languageModelSuffix.test(architecture)) return 'words'
  if (architecture === 'BertForPreTraining') return 'pretraining'
  const known = Object.entries(suffixes).find(([, suffix]) => architecture.endsWith(suffix))
  return known ? (known[0] as HeadKind) : 'none'
}
