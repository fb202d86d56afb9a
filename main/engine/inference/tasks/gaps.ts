import type { Vocabulary } from '../../../../core/plan/plan.ts'
import type { Problem } from '../../../../core/problem.ts'
import { Refusals } from '../../../../core/problem.ts'
import { text } from '../../../../core/text.ts'

/** How a person writes a gap: [MASK], <mask> or three underscores and more. */
const gapPattern = /\[MASK\]|<mask>|_{3,}/gi

/** The text around the gaps: one piece more than there are gaps. */
export const splitAtGaps = (input: string): string[] => input.split(gapPattern)

/** The text with something in each gap. A piece that brings its own space replaces the one before the gap. */
export const fillInGaps = (pieces: readonly string[], fillings: readonly string[]): string =>
  pieces.reduce((sofar, piece, i) => {
    const filling = fillings[i - 1] ?? ''
    return (/^\s/.test(filling) ? sofar.trimEnd() : sofar) + filling + piece
  })

export const noGapError = (): Refusals => new Refusals([problem])
const problem: Problem = {
  code: 'no-gap',
  severity: 'error',
  param: 'text',
  message: text('The text has no blank to fill.', '文本中没有需要填补的空缺。'),
  fix: text('Write ___ or [MASK] where words are missing.', '请在缺失处写上 ___ 或 [MASK]。'),
}

/** The ids that stand for missing pieces: the first gap is the highest id. */
export const sentinelIds = ({ size, sentinels }: Vocabulary): number[] =>
  Array.from({ length: sentinels }, (_, k) => size - 1 - k)
