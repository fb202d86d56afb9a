/** Mixes integers into one 32-bit seed, so that (run seed, step, place) always gives the same stream. */
export function hashSeed(...parts: readonly number[]): number {
  let h = 0x9e3779b9
  for (const part of parts) {
    h = Math.imul(h ^ part, 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h ^= h >>> 16
  }
  return h >>> 0
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [0, below). */
  int(below: number): number
  /** Standard normal. */
  normal(): number
}

/** A small fast generator (mulberry32) with 32 bits of state; good enough for masks, shuffles and initial weights. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    int: below => Math.floor(next() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()), // Box–Muller
  }
}

/** Fisher–Yates, in place. */
export function shuffle<T extends { length: number; [index: number]: number }>(items: T, { int }: Random): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = int(i + 1)
    const swap = items[i] as number
    items[i] = items[j] as number
    items[j] = swap
  }
  return items
}
