import type { NextTokenScorer } from './decoding-options.ts'

/** What a text on its way wants to know: scores after `texts`; `parents` are places among its own texts of the time before. */
export interface DecodingRequest {
  readonly texts: readonly (readonly number[])[]
  readonly parents: readonly number[]
}

/** A text that is being written: it asks for scores, token by token, and gives what came of it. */
export type Decoding<T> = Generator<DecodingRequest, T, readonly Float32Array[]>

interface ActiveDecoding<T> {
  readonly writing: Decoding<T>
  /** Its place among all writings. */
  readonly place: number
  readonly ask: DecodingRequest
  /** Where its texts began among those of the call before. */
  readonly before: number
}

/**
 * Writes texts whose beginnings are equally long side by side: one call of `score` for the next token of all.
 * At the first call the texts come in the order of the writings.
 */
export async function decodeBatch<T>(score: NextTokenScorer, writings: readonly Decoding<T>[]): Promise<T[]> {
  const written: T[] = Array(writings.length)
  let going = writings.flatMap((writing, place) => advance(writing.next(), { writing, place, before: 0 }, written))
  for (let calls = 0; going.length > 0; calls++) {
    const parents = calls === 0 ? [] : going.flatMap(({ ask, before }) => ask.parents.map(parent => before + parent))
    const scores = await score(
      going.flatMap(({ ask }) => ask.texts),
      parents,
    )
    let at = 0
    going = going.flatMap(({ writing, place, ask }) => {
      const before = at
      at += ask.texts.length
      return advance(writing.next(scores.slice(before, at)), { writing, place, before }, written)
    })
  }
  return written
}

/** The next question of a writing, or nothing more when it has come to its end. */
function advance<T>(
  { done, value }: IteratorResult<DecodingRequest, T>,
  going: Omit<ActiveDecoding<T>, 'ask'>,
  written: T[],
): readonly ActiveDecoding<T>[] {
  if (!done) return [{ ...going, ask: value }]
  written[going.place] = value
  return []
}
