import type { Plan } from '../../../core/plan/plan.ts'
import type { Tokenizer } from '../../data/tokenizer.ts'

type Used = Pick<Tokenizer, 'json' | 'text' | 'vocabulary'>
type Kind = Plan['objective']['network']['kind']

/**
 * The tokenizer.json of a checkpoint: other tools put begin and end tokens around a text as this model has learned to read it.
 * Encoders read `<s> a </s>` and `<s> a </s> b </s>`, encoder-decoders `a </s>`, decoders the bare text. A file that says so itself stays as it is.
 */
export function checkpointTokenizer({ json, text, vocabulary }: Used, { objective, batches }: Plan): string {
  const file = JSON.parse(json) as { post_processor?: unknown }
  const { kind } = objective.network
  if (file.post_processor || kind === 'decoder') return json
  const between = batches.asking?.pair?.between ?? [vocabulary.end]
  const names = { begin: text(vocabulary.begin), end: text(vocabulary.end), between: between.map(text) }
  const special_tokens = Object.fromEntries(
    [...new Set([vocabulary.begin, vocabulary.end, ...between])].map(id => [
      text(id),
      { id: text(id), ids: [id], tokens: [text(id)] },
    ]),
  )
  return JSON.stringify({
    ...file,
    post_processor: { type: 'TemplateProcessing', ...templates(kind, names), special_tokens },
  })
}

interface Names {
  readonly begin: string
  readonly end: string
  readonly between: readonly string[]
}

function templates(kind: Exclude<Kind, 'decoder'>, { begin, end, between }: Names) {
  const special = (id: string, type_id = 0) => ({ SpecialToken: { id, type_id } })
  const a = { Sequence: { id: 'A', type_id: 0 } }
  if (kind === 'encoder-decoder') {
    const b = { Sequence: { id: 'B', type_id: 0 } }
    return { single: [a, special(end)], pair: [a, special(end), b, special(end)] }
  }
  const b = { Sequence: { id: 'B', type_id: 1 } }
  const first = [special(begin), a]
  return {
    single: [...first, special(end)],
    pair: [...first, ...between.map(name => special(name)), b, special(end, 1)],
  }
}
