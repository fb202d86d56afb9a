import { boundaryMarks } from '../../../../core/data/batch.ts'
import { type WordSpan, wordSpans } from '../../../../core/data/word-spans.ts'
import { specialTokenCount, textSpecialTokens } from '../../../../core/plan/special-tokens.ts'
import { topProbabilities } from '../../../../core/predict/probabilities.ts'
import type { LabeledSpan } from '../../../../core/run/report.ts'
import type { Tokenizer } from '../../../tokenizer/encode/load-tokenizer.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'

/** Says what each word of a text is. A text longer than the model was trained on (`longest` tokens) is read in parts. */
export const tagWords =
  (labels: readonly string[], longest: number): Predictor =>
  async (input, { tokenizer, scorer }) => {
    const frame = textSpecialTokens(tokenizer.vocabulary)
    const room = Math.min(longest, scorer.maxTokens) - specialTokenCount(frame)
    const spans: LabeledSpan[] = []
    for (const part of splitIntoParts(wordSpans(input), tokenizer, room)) {
      const rows = part.firsts.map(place => frame.before.length + place)
      const scores = await scorer.score({ ids: [...frame.before, ...part.ids, ...frame.after], rows })
      for (const [i, word] of part.words.entries()) {
        const [best] = topProbabilities(scores[i] as Float32Array, 1)
        if (best) spans.push({ ...word, label: labels[best.id] as string, probability: best.probability })
      }
    }
    return { task: 'tags', input, output: spans.map(({ text, label }) => `${text}/${label}`).join(' '), spans }
  }

interface TextPart {
  readonly words: WordSpan[]
  readonly ids: number[]
  /** Place of each word's first token. */
  readonly firsts: number[]
}

/** Whole words, as many at a time as fit into `room` tokens. A word that does not fit alone is cut. */
function splitIntoParts(all: readonly WordSpan[], tokenizer: Tokenizer, room: number): readonly TextPart[] {
  const parts: TextPart[] = []
  const { ids, marks } = tokenizer.encodeWords(all.map(({ text }) => text))
  const firsts = [...marks.keys()].filter(i => (marks[i] as number) & boundaryMarks.word)
  for (const [i, word] of all.entries()) {
    const tokens = ids.subarray(firsts[i], firsts[i + 1]).subarray(0, room)
    const last = parts.at(-1)
    const part = last && last.ids.length + tokens.length <= room ? last : { words: [], ids: [], firsts: [] }
    if (part !== last) parts.push(part)
    part.firsts.push(part.ids.length)
    part.words.push(word)
    part.ids.push(...tokens)
  }
  return parts
}

export default {
  task: 'tags',
  predictor: ({ batches }) => tagWords(batches.tokens.rows.labels ?? [], batches.length),
} satisfies PredictionTask
