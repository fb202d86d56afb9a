import type { HeadKind, SavedHead } from '../plan/plan.ts'
import type { NetworkFamily } from './network.ts'

/** How Transformers ends the names of its classes, for classes that a family does not list. */
const classSuffixes: readonly (readonly [SavedHead, RegExp])[] = [
  ['words', /(LMHeadModel|ForCausalLM|ForMaskedLM|ForConditionalGeneration)$/],
  ['class', /ForSequenceClassification$/],
  ['tags', /ForTokenClassification$/],
  ['answer', /ForQuestionAnswering$/],
  ['replaced', /ForPreTraining$/],
]

/** The head that a Transformers class of this family has; `none` for a body alone. */
export function headOfArchitecture(architecture: string, { classes }: Pick<NetworkFamily, 'classes'>): SavedHead {
  const listed = (Object.keys(classes) as SavedHead[]).find(head => classes[head] === architecture)
  return listed ?? classSuffixes.find(([, suffix]) => suffix.test(architecture))?.[0] ?? 'none'
}

/** The names of a family's Transformers classes, as they are formed for most: `BertForTokenClassification`. */
export const classNames = <W extends string>(
  family: string,
  words: W,
  heads: readonly Exclude<HeadKind, 'replaced'>[],
): NetworkFamily['classes'] => ({
  words: `${family}${words}`,
  ...Object.fromEntries(heads.map(head => [head, `${family}${headNames[head]}`])),
})

const headNames = {
  class: 'ForSequenceClassification',
  tags: 'ForTokenClassification',
  answer: 'ForQuestionAnswering',
} as const
