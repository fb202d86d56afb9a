/** All pieces by their letters (UTF-16 units), to find those that begin at a place of a text. */
export interface Trie {
  /** Where a letter leads from a place in the tree (0 is its root); −1: no piece goes on so. */
  step(place: number, unit: number): number
  /** The number of the piece that ends at a place; −1: none. */
  readonly pieceAt: Int32Array
}

/** A tree in a few arrays, because walking it is what cutting words spends its time with. */
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
