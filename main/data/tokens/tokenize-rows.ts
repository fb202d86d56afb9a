import { setImmediate } from 'node:timers/promises'
import { progressRate } from '../../process/progress-rate.ts'
import type { ReadContext } from '../readers/read-context.ts'
import type { CountedRows, OpenRows } from '../rows/open-rows.ts'
import { bytesPerId, type EncodedRows, parts, type RowEncoderConfig } from './encode-rows.ts'
import { type CachedTokens, cachedTokens } from './token-cache.ts'
import { columnWriter } from './token-files.ts'
import { type ColumnShapes, columnName } from './token-tables.ts'
import { tokenizerPool } from './tokenizer-pool.ts'

/** Encoded groups per worker that may wait to be written. */
const groupsAheadPerWorker = 2

/** Reports of progress over the whole source, at most. */
const progressReports = 400

/**
 * Opens the token tables of a folder; where they are missing or incomplete, they are made from the tokenizer that `tokenizerJson`
 * returns and the current rows. Throws problems, also when the source changes meanwhile.
 */
export const prepareTokenTables = (
  folder: string,
  rows: OpenRows,
  { columns, labels, vocabulary, marks }: Omit<RowEncoderConfig, 'json'>,
  tokenizerJson: () => Promise<string>,
  reading: ReadContext,
): Promise<CachedTokens> =>
  cachedTokens(folder, columns, async draft => {
    const json = await tokenizerJson()
    const shapes = await writeTokens(rows, draft, { columns, labels, json, vocabulary, marks }, reading)
    await rows.unchanged()
    return { json, shapes }
  })

/** Writes the tokens of all rows into a folder, in order. Holds a few groups of rows in memory at a time. */
async function writeTokens(
  { rows, ...progress }: CountedRows,
  folder: string,
  config: RowEncoderConfig,
  reading: ReadContext,
): Promise<ColumnShapes> {
  const workers = tokenizerPool(config, progress.total())
  const writers = await columnWriters(folder, config)
  const ahead: Promise<EncodedRows>[] = []
  const writeNext = async () => {
    const encoded = await ahead.shift()
    for (const { part, column, append } of writers) {
      const tokens = encoded?.[part][column]
      if (tokens) await append(tokens)
    }
  }
  const reportProgress = progressReporter(progress, reading)
  try {
    for await (const group of rows) {
      reading.signal?.throwIfAborted()
      const encoded = workers.encode(group)
      encoded.catch(() => {}) // a failure is thrown when the group is written
      ahead.push(encoded)
      if (ahead.length > groupsAheadPerWorker * workers.size) await writeNext()
      reportProgress()
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

/** Reports how far reading has come and how long the rest takes. */
function progressReporter({ total, done }: Omit<CountedRows, 'rows'>, { report }: ReadContext): () => void {
  let reported = 0
  const pace = progressRate()
  pace(0, total())
  report({ t: 'phase', phase: 'tokens', done: 0, total: total() })
  return () => {
    if (done() - reported < total() / progressReports) return
    reported = done()
    const { secondsLeft } = pace(reported, total())
    report({
      t: 'phase',
      phase: 'tokens',
      done: reported,
      total: total(),
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
    })
  }
}
