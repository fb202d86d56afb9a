import { setImmediate } from 'node:timers/promises'
import type { CountedRows } from './counted-rows.ts'
import { crew } from './crew.ts'
import { type Encoded, parts, type Recipe, widthOf } from './encode-rows.ts'
import { pacer } from './pace.ts'
import type { Reading } from './reading.ts'
import { columnWriter } from './token-files.ts'
import { columnName, type Shapes } from './token-tables.ts'

/** Writes the tokens of all rows into a folder, in order. Holds a few groups of rows at a time. */
export async function tokenize(
  { rows, ...progress }: CountedRows,
  folder: string,
  recipe: Recipe,
  reading: Reading,
): Promise<Shapes> {
  const workers = crew(recipe, progress.total())
  const writers = await columnWriters(folder, recipe)
  const ahead: Promise<Encoded>[] = []
  const writeNext = async () => {
    const encoded = await ahead.shift()
    for (const { part, column, append } of writers) {
      const more = encoded?.[part][column]
      if (more) await append(more)
    }
  }
  const tell = teller(progress, reading)
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

const columnWriters = (folder: string, { columns, vocabulary, marks }: Recipe) =>
  Promise.all(
    parts.flatMap(part =>
      columns.map(async column => ({
        part,
        column,
        ...(await columnWriter(folder, columnName(part, column), widthOf(column, vocabulary), { marks })),
      })),
    ),
  )

/** Reports how far reading came and how long the rest takes, some hundred times in all. */
function teller({ total, done }: Omit<CountedRows, 'rows'>, { report }: Reading): () => void {
  let told = 0
  const pace = pacer()
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
