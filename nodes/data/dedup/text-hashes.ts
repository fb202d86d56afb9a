export interface RecentHashes {
  /** Whether this 64-bit hash was added. */
  has(high: number, low: number): boolean
  add(high: number, low: number): void
}

/** A set of 64-bit hashes in 8 bytes each plus free slots. Holds at least the last `limit` hashes and at most twice as many: older ones are dropped. */
export function recentHashes(limit: number): RecentHashes {
  let [newer, older] = [hashTable(), hashTable()]
  return {
    has: (high, low) => newer.has(high, low) || older.has(high, low),
    add(high, low) {
      if (newer.size() >= limit) [newer, older] = [hashTable(), newer]
      newer.add(high, low)
    },
  }
}

/** A hash table with open addressing and linear probing. An empty slot is two zeros, so the hash 0 counts as 1. */
function hashTable() {
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

/** Two independent 32-bit hashes of a text: together 64 bits, so that a collision among a million texts is very unlikely. */
export function hashText(text: string): readonly [high: number, low: number] {
  let [a, b] = [0x9e3779b9, 0x85ebca6b]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    a ^= a >>> 15
    b = Math.imul(b ^ unit, 0xc2b2ae3d)
    b ^= b >>> 13
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca77)
  b = Math.imul(b ^ (a >>> 15), 0x27d4eb2f)
  return [(a ^ (b >>> 13)) >>> 0, (b ^ (a >>> 16)) >>> 0]
}
