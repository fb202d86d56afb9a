/** Programs have fixed sizes: the next power of two, at least 16, so that few are needed. */
export const paddedSize = (length: number, limit: number): number =>
  Math.min(limit, 2 ** Math.ceil(Math.log2(Math.max(length, 16))))

export const padTo = (ids: readonly number[], length: number, pad: number): Int32Array =>
  Int32Array.from({ length }, (_, i) => ids[i] ?? pad)
