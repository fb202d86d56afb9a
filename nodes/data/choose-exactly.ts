/**
 * Says of one thing after the other whether it is taken: exactly `wanted` of `count`, each with the same chance, in one pass
 * and without a list of places (Knuth, The Art of Computer Programming 2, algorithm S). `next` is uniform in [0, 1).
 */
export function chooseExactly(wanted: number, count: number, next: () => number): () => boolean {
  let [open, left] = [wanted, count]
  return () => {
    const take = next() * left < open
    left--
    if (take) open--
    return take
  }
}
