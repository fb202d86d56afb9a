import { text } from '../text.ts'
import type { Metric } from './metric.ts'
import { type PrecisionRecall, precisionRecall } from './precision-recall.ts'

interface Span {
  readonly type: string
  readonly from: number
  /** The last place, included. */
  readonly to: number
}

/**
 * The spans that tags like B-PER, I-PER, O name, read leniently as seqeval and conlleval do:
 * an I after something else begins a span too. E (end) and S (single) are understood.
 */
export function spansFromTags(tags: readonly string[]): Span[] {
  const spans: Span[] = []
  let before = { tag: 'O', type: '' }
  let from = 0
  for (const [i, label] of [...tags, 'O'].entries()) {
    const now = { tag: label.charAt(0), type: label.slice(1).replace(/^[^-]*-/, '') || '_' }
    const changed = before.type !== now.type
    if (spanEnds(before.tag, now.tag) || (before.tag !== 'O' && changed))
      spans.push({ type: before.type, from, to: i - 1 })
    if (spanStarts(before.tag, now.tag) || (now.tag !== 'O' && changed)) from = i
    before = now
  }
  return spans
}

const spanEnds = (before: string, now: string) => /[ES]/.test(before) || (/[BI]/.test(before) && /[BSO]/.test(now))
const spanStarts = (before: string, now: string) => /[BS]/.test(now) || (/[ESO]/.test(before) && /[EI]/.test(now))

/** How many spans were found exactly, with their type, over all sentences; and the mean of F1 over the types. */
export function spanF1(
  truth: readonly (readonly string[])[],
  guesses: readonly (readonly string[])[],
): PrecisionRecall & { readonly macro: number } {
  const all = (sentences: readonly (readonly string[])[]) =>
    new Map(
      sentences.flatMap((tags, sentence) =>
        spansFromTags(tags).map(({ type, from, to }) => [[sentence, from, to, type].join(' '), type] as const),
      ),
    )
  const [wanted, finds] = [all(truth), all(guesses)]
  const of = (keep: (type: string) => boolean) => {
    const count = (spans: Map<string, string>) => [...spans].filter(([, type]) => keep(type)).length
    const right = [...finds].filter(([span, type]) => keep(type) && wanted.has(span)).length
    return precisionRecall(right, count(finds), count(wanted))
  }
  const types = [...new Set([...wanted.values(), ...finds.values()])]
  const sum = types.reduce((total, one) => total + of(type => type === one).f1, 0)
  return { ...of(() => true), macro: types.length > 0 ? sum / types.length : 0 }
}

export default {
  id: 'span-f1',
  title: text('span F1', '片段 F1'),
  unit: 'fraction',
  better: 'up',
  order: 80,
  from: { tags: (truth, predicted) => spanF1(truth, predicted).f1 },
} satisfies Metric
