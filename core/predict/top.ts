/** Places of the k largest numbers, largest first; equals keep their order. Places of −∞ are left out. */
export function top(values: ArrayLike<number>, k: number): number[] {
  const best: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value === Number.NEGATIVE_INFINITY) continue
    if (best.length === k && value <= (values[best[k - 1] as number] as number)) continue
    let at = best.length
    while (at > 0 && value > (values[best[at - 1] as number] as number)) at--
    best.splice(at, 0, i)
    if (best.length > k) best.pop()
  }
  return best
}
