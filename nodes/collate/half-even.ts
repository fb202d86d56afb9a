/** Rounds to the nearest whole number, halves to the even one, as Python and T5's own code do. */
export function halfEven(x: number): number {
  const low = Math.floor(x)
  if (x - low !== 0.5) return Math.round(x)
  return low % 2 === 0 ? low : low + 1
}
