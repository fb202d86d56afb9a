interface Entry {
  readonly pair: number
  readonly count: number
}

interface Pair {
  count: number
  /** Its count when it was put into the heap. */
  ranked: number
  /** Words in which it has occurred. */
  readonly words: Set<number>
}

/** Counts and occurrences of pairs, with access to the most frequent one; among equals, the one with the smaller number. */
export function rankedPairs() {
  const pairs = new Map<number, Pair>()
  const changed = new Set<number>()
  const heap: Entry[] = []

  return {
    change(pair: number, by: number, word: number): void {
      const found = pairs.get(pair)
      if (found) {
        found.count += by
        if (by > 0) found.words.add(word)
      } else pairs.set(pair, { count: by, ranked: 0, words: new Set([word]) })
      changed.add(pair)
    },
    /** Restores the order after changes; call it before the next query. */
    settle(): void {
      for (const pair of changed) {
        const found = pairs.get(pair) as Pair
        if (found.count <= 0) pairs.delete(pair)
        else if (found.count !== found.ranked) push(heap, { pair, count: found.count })
        found.ranked = found.count
      }
      changed.clear()
    },
    /** Removes and returns the most frequent pair that occurs at least this often. */
    best(least: number): { readonly pair: number; readonly words: readonly number[] } | undefined {
      for (;;) {
        const top = pop(heap)
        if (!top || top.count < least) return undefined
        const found = pairs.get(top.pair)
        if (found?.count === top.count) return { pair: top.pair, words: [...found.words] }
      }
    },
  }
}

const before = (a: Entry, b: Entry) => a.count > b.count || (a.count === b.count && a.pair < b.pair)

function push(heap: Entry[], entry: Entry): void {
  let i = heap.push(entry) - 1
  while (i > 0) {
    const up = (i - 1) >> 1
    if (!before(entry, heap[up] as Entry)) break
    heap[i] = heap[up] as Entry
    i = up
  }
  heap[i] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (!top || !last || heap.length === 0) return top
  let i = 0
  for (;;) {
    let down = 2 * i + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && before(heap[down + 1] as Entry, heap[down] as Entry)) down++
    if (!before(heap[down] as Entry, last)) break
    heap[i] = heap[down] as Entry
    i = down
  }
  heap[i] = last
  return top
}
