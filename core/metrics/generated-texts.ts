import { bleu } from './bleu.ts'
import { chrf } from './chrf.ts'
import { splitWhitespace } from './counting.ts'
import { errorRate } from './error-rate.ts'
import { type PrecisionRecall, ratio } from './precision-recall.ts'
import { rouge, rougeL } from './rouge.ts'

/**
 * How near texts that a model wrote come to those that were wanted, by name. `item-error-rate` counts edits per item between
 * white space: the word error rate of sentences, the phoneme error rate of pronunciations. ROUGE is left out where it knows no
 * word: it counts words of Latin letters only.
 */
export function generatedTextMetrics(
  written: readonly string[],
  wanted: readonly string[],
): Readonly<Record<string, number>> {
  const references = wanted.map(text => [text])
  const items = (texts: readonly string[]) => texts.map(text => splitWhitespace(text))
  const right = written.filter((text, i) => text.trim() === wanted[i]?.trim()).length
  const mean = (of: (mine: string, theirs: string) => PrecisionRecall) =>
    ratio(
      wanted.reduce((sum, text, i) => sum + of(written[i] ?? '', text).f1, 0),
      wanted.length,
    )
  return {
    'whole-match': ratio(right, wanted.length),
    'item-error-rate': errorRate(items(written), items(wanted)),
    bleu: bleu(written, references).score,
    chrf: chrf(written, references),
    ...(wanted.some(text => /[a-z0-9]/i.test(text))
      ? {
          'rouge-1': mean((mine, theirs) => rouge(mine, theirs, 1)),
          'rouge-2': mean((mine, theirs) => rouge(mine, theirs, 2)),
          'rouge-l': mean(rougeL),
        }
      : {}),
  }
}
