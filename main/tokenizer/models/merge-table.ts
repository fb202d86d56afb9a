/** Which pairs of tokens merge into one, by their ids. */
export interface MergeTable {
  /** The rank of a pair (0 was learned first); `never`: it does not merge. */
  rank(left: number, right: number): number
  /** The token that the pair of each rank merges into. */
  readonly joined: Int32Array
}

/** Larger than all ranks. */
export const notMerged = 0x7fffffff

/** Stored in a few typed arrays, because looking up pairs takes most of the time of merging. Of a repeated pair the last one counts. */
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
