import type { SpecialTokens, Vocabulary } from './plan.ts'

/** Around a text that is read whole: to tell what it is, to tag its words, to fill its gaps. */
export const textSpecialTokens = ({ begin, end, frame }: Vocabulary): SpecialTokens =>
  frame ?? { before: [begin], after: [end] }

/** Around what an encoder reads, for a decoder to write something else. */
export const sourceSpecialTokens = ({ end, frame }: Vocabulary): SpecialTokens => frame ?? { before: [], after: [end] }

/** Before a text that a decoder goes on writing. */
export const promptPrefix = ({ frame }: Vocabulary): readonly number[] => frame?.before ?? []

/** Places that it takes. */
export const specialTokenCount = ({ before, after }: SpecialTokens): number => before.length + after.length

/** A text in its frame, cut at its end to fit into so many places. */
export function addSpecialTokens(ids: Iterable<number>, { before, after }: SpecialTokens, places: number): number[] {
  const text = [...ids].slice(0, Math.max(0, places - before.length - after.length))
  return [...before, ...text, ...after]
}
