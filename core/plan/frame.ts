import type { Frame, Vocabulary } from './plan.ts'

/** Around a text that is read whole: to tell what it is, to tag its words, to fill its gaps. */
export const aroundText = ({ begin, end, frame }: Vocabulary): Frame => frame ?? { before: [begin], after: [end] }

/** Around what an encoder reads, for a decoder to write something else. */
export const aroundSource = ({ end, frame }: Vocabulary): Frame => frame ?? { before: [], after: [end] }

/** Before a text that a decoder goes on writing. */
export const beforePrompt = ({ frame }: Vocabulary): readonly number[] => frame?.before ?? []

/** Places that it takes. */
export const placesAround = ({ before, after }: Frame): number => before.length + after.length

/** A text in its frame, cut at its end to fit into so many places. */
export function framed(ids: Iterable<number>, { before, after }: Frame, places: number): number[] {
  const text = [...ids].slice(0, Math.max(0, places - before.length - after.length))
  return [...before, ...text, ...after]
}
