import uPlot from 'uplot'

/** A curve as two columns of the same length; both only grow. */
interface Columns {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** The data of a chart, which grows with its curves. */
export interface ChartData {
  /** One column of places, then a column of values for each curve; undefined where a curve has none. */
  readonly columns: () => uPlot.AlignedData
  /** Takes what the curves have had since the last call; gives whether there was anything. */
  update(curves: readonly Columns[]): boolean
}

/** Points that are put in one by one; of more, all columns are made anew. */
const maxInserted = 256

/** Keeps the columns of a chart, so that a new point costs the same however long its curve is. */
export function createChartData(): ChartData {
  let known: readonly Columns[] = []
  let taken: readonly number[] = []
  let columns: uPlot.AlignedData = [[]]
  return {
    columns: () => columns,
    update(curves) {
      const same =
        curves.length === known.length && curves.every(({ y }, i) => y === known[i]?.y && curves[i]?.x === known[i]?.x)
      const added = curves.reduce((sum, { x }, i) => sum + x.length - (same ? (taken[i] ?? 0) : 0), 0)
      if (same && added === 0) return false
      if (same && added <= maxInserted) insertNew(columns as ChartColumns, curves, taken)
      else columns = joinCurves(curves)
      known = curves
      taken = curves.map(({ x }) => x.length)
      return true
    },
  }
}

/** uPlot's own join() throws when there is no curve. */
const joinCurves = (curves: readonly Columns[]): uPlot.AlignedData =>
  curves.length === 0 ? [[]] : uPlot.join(curves.map(({ x, y }) => [[...x], [...y]] satisfies [number[], number[]]))

type ChartColumns = [number[], ...(number | undefined)[][]]

function insertNew([places, ...values]: ChartColumns, curves: readonly Columns[], taken: readonly number[]): void {
  for (const [i, { x, y }] of curves.entries())
    for (let k = taken[i] ?? 0; k < x.length; k++) {
      const place = x[k] as number
      const at = firstNotBelow(places, place)
      if (places[at] !== place) {
        places.splice(at, 0, place)
        for (const column of values) column.splice(at, 0, undefined)
      }
      const column = values[i]
      if (column) column[at] = y[k]
    }
}

/** The index of the first value that is not below this one, in a sorted array. */
function firstNotBelow(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  if (high === 0 || (sorted[high - 1] as number) < value) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
