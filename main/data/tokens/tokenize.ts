import { setImmediate } from 'node:timers/promises'
import { progressRate } from '../../process/progress-rate.ts'
import type { ReadContext } from '../readers/read-context.ts'
import type { CountedRows } from '../rows/counted-rows.ts'
import { bytesPerId, type EncodedRows, parts, type RowEncoderConfig } from './encode-rows.ts'
import { columnWriter } from './token-files.ts'
import { type ColumnShapes, columnName } from './token-tables.ts'
import { tokenizerPool } from './tokenizer-pool.ts'

/** Writes the tokens of all rows into a folder, in order. Holds a few groups of rows at a time. */
export async function tokenize(
  { rows, ...progress }: CountedRows,
  folder: string,
  recipe: RowEncoderConfig,
  reading: ReadContext,
): Promise<ColumnShapes> {
  const workers = tokenizerPool(recipe, progress.total())
  const writers = await columnWriters(folder, recipe)
  const ahead: Promise<EncodedRows>[] = []
  const writeNext = async () => {
    const encoded = await ahead.shift()
    for (const { part, column, append } of writers) {
      const more = encoded?.[part][column]
      if (more) await append(more)
    }
  }
  const tell = progressReporter(progress, reading)
  try {
    for await (const some of rows) {
      reading.signal?.throwIfAborted()
      const encoded = workers.encode(some)
      encoded.catch(() => {}) // heard of when its turn comes
      ahead.push(encoded)
      if (ahead.length > 2 * workers.size) await writeNext()
      tell()
      await setImmediate()
    }
    while (ahead.length > 0) await writeNext()
  } finally {
    await workers.close()
    for (const { close } of writers) await close()
  }
  return Object.fromEntries(writers.map(({ part, column, shape }) => [columnName(part, column), shape()]))
}

const columnWriters = (folder: string, { columns, vocabulary, marks }: RowEncoderConfig) =>
  Promise.all(
    parts.flatMap(part =>
      columns.map(async column => ({
        part,
        column,
        ...(await columnWriter(folder, columnName(part, column), bytesPerId(column, vocabulary), { marks })),
      })),
    ),
  )

/** Reports how far reading came and how long the rest takes, some hundred times in all. */
function progressReporter({ total, done }: Omit<CountedRows, 'rows'>, { report }: ReadContext): () => void {
  let told = 0
  const pace = progressRate()
  pace(0, total())
  report({ t: 'phase', phase: 'tokens', done: 0, total: total() })
  return () => {
    if (done() - told < total() / 400) return
    told = done()
    const { secondsLeft } = pace(told, total())
    report({
      t: 'phase',
      phase: 'tokens',
      done: told,
      total: total(),
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
    })
  }
}
