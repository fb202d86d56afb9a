/** A trie of all tokens by UTF-16 unit, to find those that start at a position of a text. */
export interface Trie {
  /** The node that a unit leads to from a node (0 is the root); −1: no token continues like this. */
  step(place: number, unit: number): number
  /** The index of the token that ends at a node; −1: none. */
  readonly pieceAt: Int32Array
}

/** Stored in a few typed arrays, because walking the trie takes most of the time of tokenising. */
export function buildTrie(pieces: readonly (readonly [piece: string, number: number])[]): Trie {
  const letters = pieces.reduce((sum, [piece]) => sum + piece.length, 0)
  const size = 2 ** Math.ceil(Math.log2(2 * letters + 2))
  const [parents, units, children] = [new Int32Array(size).fill(-1), new Uint16Array(size), new Int32Array(size)]
  const pieceAt = new Int32Array(letters + 1).fill(-1)
  const slotOf = (place: number, unit: number): number => {
    const mixed = Math.imul(place, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1)
    while (parents[slot] !== -1 && (parents[slot] !== place || units[slot] !== unit)) slot = (slot + 1) & (size - 1)
    return slot
  }
  let places = 1
  for (const [piece, number] of pieces) {
    let place = 0
    for (let i = 0; i < piece.length; i++) {
      const slot = slotOf(place, piece.charCodeAt(i))
      if (parents[slot] === -1) {
        parents[slot] = place
        units[slot] = piece.charCodeAt(i)
        children[slot] = places++
      }
      place = children[slot] as number
    }
    pieceAt[place] = number
  }
  return {
    step(place, unit) {
      const slot = slotOf(place, unit)
      return parents[slot] === -1 ? -1 : (children[slot] as number)
    },
    pieceAt,
  }
}
