import type { AttentionGroup, AttentionPattern, VisibleRuns } from './attention-mask.ts'
import type { Attention } from './find-attentions.ts'

/** Below this, what is added to a score leaves nothing of it: exp() is 0. */
const maskedBelow = -1e8

interface Mask {
  /** Values of the bias, in its shape; undefined when there is none. */
  readonly values: ArrayLike<number> | undefined
  readonly padding: readonly boolean[]
}

/** The places each query may look at, from the values of an attention's bias for one example. */
export function visibleRuns({ bias, queries, keys }: Attention, values: ArrayLike<number> | undefined): VisibleRuns[] {
  const [rows, columns] = bias ? [bias.shape.at(-2) ?? 1, bias.dim(-1)] : [1, 1]
  const may = (query: number, key: number) =>
    !bias || (values?.[(rows === 1 ? 0 : query * columns) + (columns === 1 ? 0 : key)] ?? 0) > maskedBelow
  return Array.from({ length: queries }, (_, query) => {
    const runs: [number, number][] = []
    for (let key = 0; key < keys; key++) {
      if (!may(query, key)) continue
      const last = runs.at(-1)
      if (last?.[1] === key - 1) last[1] = key
      else runs.push([key, key])
    }
    return runs
  })
}

/** Attentions with what they show; layers of a part that show the same become one. */
export function groupAttentions(
  attentions: readonly Attention[],
  mask: (attention: Attention) => Mask,
): AttentionGroup[] {
  const groups = new Map<string, AttentionGroup>()
  for (const attention of attentions) {
    const { part, layer } = attention
    const { values, padding } = mask(attention)
    const sees = visibleRuns(attention, values)
    const key = `${part} ${JSON.stringify(sees)}`
    const known = groups.get(key) ?? { part, layers: [], sees, ...attentionPattern(sees, padding, part !== 'cross') }
    groups.set(key, { ...known, layers: [...known.layers, layer] })
  }
  return [...groups.values()]
}

/**
 * What a pattern is called: see Shape. `padding` tells of the places that are looked at; whoever looks is one of them when a
 * text looks at itself (`own`). Padding decides nothing, and what padding itself sees does not count.
 */
export function attentionPattern(
  sees: readonly VisibleRuns[],
  padding: readonly boolean[],
  own: boolean,
): AttentionPattern {
  const unseen = padding.map((_, key) => !sees.some(runs => runsInclude(runs, key)))
  const padded = unseen.some((is, key) => is && padding[key])
  const rows = sees.map((runs, query) => ({ runs, query })).filter(({ query }) => !own || !padding[query])
  const fits = (may: (query: number, key: number) => boolean) =>
    rows.every(({ runs, query }) =>
      unseen.every((is, key) => runsInclude(runs, key) === (may(query, key) && !(is && padding[key]))),
    )
  if (fits(() => true)) return { shape: 'full', padded }
  if (!own) return { shape: 'other', padded }
  if (fits((query, key) => key <= query)) return { shape: 'causal', padded }
  const widest = Math.max(...rows.map(({ runs, query }) => query - (runs[0]?.[0] ?? query) + 1))
  if (fits((query, key) => key <= query && key > query - widest)) return { shape: 'banded', window: widest, padded }
  const reach = Math.max(...rows.flatMap(({ runs, query }) => runs.flat().map(key => Math.abs(key - query))))
  if (fits((query, key) => Math.abs(key - query) <= reach)) return { shape: 'near', window: reach, padded }
  const first = (rows[0]?.runs.at(-1)?.[1] ?? 0) + 1
  if (fits((query, key) => key < first || key <= query)) return { shape: 'prefix', window: first, padded }
  const begins = sees.map(runs => runs[0]?.[0] ?? 0)
  if (fits((query, key) => key <= query && key >= (begins[query] as number)) && areDocumentStarts(begins))
    return { shape: 'documents', padded }
  return { shape: 'other', padded }
}

const runsInclude = (runs: VisibleRuns, key: number) => runs.some(([from, to]) => from <= key && key <= to)

/** Each begins where the one before does, or where it stands itself. */
const areDocumentStarts = (begins: readonly number[]) =>
  begins.every((begin, query) => begin === query || begin === begins[query - 1])
