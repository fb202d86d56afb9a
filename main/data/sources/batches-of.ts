import type { Texts } from './texts.ts'

const most = 256
const mostLetters = 2 ** 20

/** Rows in groups of some hundred, or about a megabyte of text: what later steps take at a time. `as` is asked at once for each. */
export async function* batchesOf<R>(rows: AsyncIterable<Texts>, as: (row: Texts) => R): AsyncGenerator<readonly R[]> {
  let batch: R[] = []
  let letters = 0
  for await (const row of rows) {
    batch.push(as(row))
    for (const name in row) letters += row[name]?.length ?? 0
    if (batch.length < most && letters < mostLetters) continue
    yield batch
    batch = []
    letters = 0
  }
  if (batch.length > 0) yield batch
}
