export type Shape = readonly number[]

/** A length known only when the program runs. Elementwise operations carry it through; nothing else accepts it. */
export const dynamicLength = -1

export const product = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((d, i) => d === b[i])

/** NumPy's rule: align right; lengths must agree or be 1. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) throw new Error(`broadcast: [${a}] and [${b}] do not fit`)
    return x === 1 ? y : x // a length of 0 wins over 1
  })
}
