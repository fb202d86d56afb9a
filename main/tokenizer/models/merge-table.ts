/** Which two pieces become one, by their ids. */
export interface MergeTable {
  /** When the pair was learned, counted from 0; `never`: not at all. */
  rank(left: number, right: number): number
  /** What the pair of each rank becomes. */
  readonly joined: Int32Array
}

/** Larger than all ranks. */
export const notMerged = 0x7fffffff

/** A table in a few arrays, because looking up pairs is what joining spends its time with. Of a pair that comes twice the last counts. */
export function mergeTable(pairs: readonly (readonly [left: number, right: number, joined: number])[]): MergeTable {
  const size = 2 ** Math.ceil(Math.log2(2 * pairs.length + 2))
  const [lefts, rights, ranks] = [new Int32Array(size).fill(-1), new Int32Array(size), new Int32Array(size)]
  const placeOf = (left: number, right: number): number => {
    const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    let place = (mixed ^ (mixed >>> 15)) & (size - 1)
    while (lefts[place] !== -1 && (lefts[place] !== left || rights[place] !== right)) place = (place + 1) & (size - 1)
    return place
  }
  for (const [rank, [left, right]] of pairs.entries()) {
    const place = placeOf(left, right)
    lefts[place] = left
    rights[place] = right
    ranks[place] = rank
  }
  return {
    rank(left, right) {
      const place = placeOf(left, right)
      return lefts[place] === -1 ? notMerged : (ranks[place] as number)
    },
    joined: Int32Array.from(pairs, ([, , joined]) => joined),
  }
}
