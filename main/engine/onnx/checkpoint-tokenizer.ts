import type { Plan } from '../../../core/plan/plan.ts'
import type { Tokenizer } from '../../data/tokenizer.ts'
import { frameOfFile } from '../../data/tokenizers/frame-of-file.ts'

type Used = Pick<Tokenizer, 'json' | 'text' | 'vocabulary'>
type Kind = Plan['objective']['network']['kind']

/**
 * The tokenizer.json of a checkpoint: other tools put special tokens around a text as this model has learned to read it.
 * Whole texts are `<s> a </s>` and `<s> a </s> b </s>`, what encoder-decoders read is `a </s>`, what decoders write on is bare.
 * A file that says so itself stays as it is, and the model has learned that.
 */
export function checkpointTokenizer({ json, text, vocabulary }: Used, { objective, batches }: Plan): string {
  const file = JSON.parse(json) as { readonly post_processor?: unknown }
  const { kind } = objective.network
  const writesOn = kind === 'decoder' && objective.head === undefined
  if (writesOn || frameOfFile(file)) return json
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
    ...templates(objective.head ? 'encoder' : kind, names),
    special_tokens,
  }
  const steps = file.post_processor ? [file.post_processor, template] : [template]
  return JSON.stringify({
    ...file,
    post_processor: steps.length > 1 ? { type: 'Sequence', processors: steps } : template,
  })
}

interface Names {
  readonly begin: string
  readonly end: string
  readonly before: readonly string[]
  readonly between: readonly string[]
}

function templates(kind: Kind, { begin, end, before, between }: Names) {
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
