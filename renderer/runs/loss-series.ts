import type { Heard } from './watch.ts'

/** What a curve is drawn against. */
export type Axis = 'step' | 'tokens' | 'seconds'

export interface Series {
  readonly run: string
  readonly kind: 'train' | 'validation'
  /** Number of its colour, 0 to 5. */
  readonly colour: number
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** The loss curves of these runs that have at least one point, each run in a colour of its own. */
export const lossSeries = (heard: Readonly<Record<string, Heard>>, runs: readonly string[], axis: Axis): Series[] =>
  runs.flatMap((run, i) =>
    (['train', 'validation'] as const).flatMap(kind => {
      const curve = heard[run]?.curves.get(`${kind}/loss`)
      return curve ? [{ run, kind, colour: i % 6, x: curve[axis], y: curve.value }] : []
    }),
  )
