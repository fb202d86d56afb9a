/** How often each item occurs. */
export function countItems<T>(items: Iterable<T>): Map<T, number> {
  const found = new Map<T, number>()
  for (const item of items) found.set(item, (found.get(item) ?? 0) + 1)
  return found
}

/** Occurrences that two counts have in common. */
export function overlap<T>(a: ReadonlyMap<T, number>, b: ReadonlyMap<T, number>): number {
  let total = 0
  for (const [item, count] of a) total += Math.min(count, b.get(item) ?? 0)
  return total
}

export const totalCount = (counted: ReadonlyMap<unknown, number>): number =>
  [...counted.values()].reduce((a, b) => a + b, 0)

/** Every run of n words, each as one text. */
export const nGrams = (words: readonly string[], n: number, joint = ' '): string[] =>
  Array.from({ length: Math.max(0, words.length - n + 1) }, (_, i) => words.slice(i, i + n).join(joint))

/** Words between white space. */
export const splitWhitespace = (text: string): string[] => text.split(/\s+/).filter(word => word !== '')
