import type { LengthHistogram } from './preview.ts'

const maxBars = 12

/** A histogram of lengths whose bars end at round numbers. Of nothing, all is 0. */
export function lengthHistogram(lengths: ArrayLike<number>): LengthHistogram {
  const sorted = Float64Array.from(lengths).sort()
  const longest = sorted.at(-1) ?? 0
  const width = roundBarWidth((longest + 1) / maxBars)
  const bars = new Array<number>(Math.floor(longest / width) + 1).fill(0)
  for (const length of sorted) (bars[Math.floor(length / width)] as number)++
  return { width, bars, shortest: sorted[0] ?? 0, median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, longest }
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundBarWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map(digit => digit * power).find(round => round >= least) ?? power
}
