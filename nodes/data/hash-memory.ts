export interface HashMemory {
  /** Whether these 64 bits were added. */
  has(high: number, low: number): boolean
  add(high: number, low: number): void
}

/** A set of 64-bit hashes in 8 bytes each and some room. Holds the last `limit` to twice as many: older ones are forgotten. */
export function hashMemory(limit: number): HashMemory {
  let [newer, older] = [table(), table()]
  return {
    has: (high, low) => newer.has(high, low) || older.has(high, low),
    add(high, low) {
      if (newer.size() >= limit) [newer, older] = [table(), newer]
      newer.add(high, low)
    },
  }
}

/** Open addressing with linear probing. An empty place is two zeros, so the hash 0 counts as 1. */
function table() {
  let slots = 1024
  let cells = new Uint32Array(slots * 2)
  let size = 0
  const placeOf = (high: number, low: number) => {
    let place = (high ^ Math.imul(low, 0x9e3779b1)) & (slots - 1)
    while (!(isEmpty(place) || (cells[2 * place] === high && cells[2 * place + 1] === low)))
      place = (place + 1) & (slots - 1)
    return place
  }
  const isEmpty = (place: number) => cells[2 * place] === 0 && cells[2 * place + 1] === 0
  const put = (high: number, low: number) => {
    const place = placeOf(high, low)
    if (isEmpty(place)) size++
    cells[2 * place] = high
    cells[2 * place + 1] = low
  }
  const grow = () => {
    const before = cells
    slots *= 2
    size = 0
    cells = new Uint32Array(slots * 2)
    for (let i = 0; i < before.length; i += 2)
      if (before[i] !== 0 || before[i + 1] !== 0) put(before[i] as number, before[i + 1] as number)
  }
  const filled = (high: number, low: number) => (high === 0 && low === 0 ? 1 : low)
  return {
    size: () => size,
    has: (high: number, low: number) => !isEmpty(placeOf(high, filled(high, low))),
    add(high: number, low: number) {
      if (size > slots * 0.7) grow()
      put(high, filled(high, low))
    },
  }
}
