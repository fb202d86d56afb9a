import type { EngineReport } from '../../../core/run/report.ts'

/** What everything that reads data gets along: a way to be stopped, and a way to tell. */
export interface ReadContext {
  readonly signal?: AbortSignal | undefined
  readonly report: (report: EngineReport) => void
  /** Hears what the letters of each file turned out to be written in. */
  readonly onEncodingDetected?: ((file: string, encoding: string) => void) | undefined
  /** Letters after which a file is left for the next, for who needs a little of each. */
  readonly perFile?: number | undefined
  /** Where what is known of large files is remembered, so that they are not read again; nothing is, when absent. */
  readonly home?: string | undefined
}

/** One file of a source, unpacked: a file on disk, a packed one, or an entry of an archive. */
export interface DataFile {
  /** As a person would name it: “reviews.zip › train.csv”. */
  readonly name: string
  /** What it holds by its name, the packing left out: “.csv”. */
  readonly kind: string
  /** Its content from the beginning, as often as it is asked for. */
  bytes(): AsyncIterable<Uint8Array>
  /** Where it lies on disk as it is; absent when it is packed. */
  readonly path?: string
}

/** A row as a source gives it: text by the name of its column. */
export type TextRow = Readonly<Record<string, string>>

/** What was read of a stream already, then the rest of it; the stream ends when nobody wants more. */
export async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
