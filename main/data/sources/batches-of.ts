import type { Texts } from './texts.ts'

const most = 256
const mostLetters = 2 ** 20

/** Rows in groups of some hundred, or about a megabyte of text: what later steps take at a time. */
export async function* batchesOf(rows: AsyncIterable<Texts>): AsyncGenerator<readonly Texts[]> {
  let batch: Texts[] = []
  let letters = 0
  for await (const row of rows) {
    batch.push(row)
    for (const name in row) letters += row[name]?.length ?? 0
    if (batch.length < most && letters < mostLetters) continue
    yield batch
    batch = []
    letters = 0
  }
  if (batch.length > 0) yield batch
}
