import type { Score } from './writing.ts'

/** What a text on its way wants to know: scores after `texts`; `parents` are places among its own texts of the time before. */
export interface Ask {
  readonly texts: readonly (readonly number[])[]
  readonly parents: readonly number[]
}

/** A text that is being written: it asks for scores, token by token, and gives what came of it. */
export type Writing<T> = Generator<Ask, T, readonly Float32Array[]>

interface Going<T> {
  readonly writing: Writing<T>
  /** Its place among all writings. */
  readonly place: number
  readonly ask: Ask
  /** Where its texts began among those of the call before. */
  readonly before: number
}

/**
 * Writes texts whose beginnings are equally long side by side: one call of `score` for the next token of all.
 * At the first call the texts come in the order of the writings.
 */
export async function together<T>(score: Score, writings: readonly Writing<T>[]): Promise<T[]> {
  const written: T[] = Array(writings.length)
  let going = writings.flatMap((writing, place) => moved(writing.next(), { writing, place, before: 0 }, written))
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
      return moved(writing.next(scores.slice(before, at)), { writing, place, before }, written)
    })
  }
  return written
}

/** The next question of a writing, or nothing more when it has come to its end. */
function moved<T>(
  { done, value }: IteratorResult<Ask, T>,
  going: Omit<Going<T>, 'ask'>,
  written: T[],
): readonly Going<T>[] {
  if (!done) return [{ ...going, ask: value }]
  written[going.place] = value
  return []
}
