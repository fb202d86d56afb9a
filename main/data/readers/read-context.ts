import type { EngineReport } from '../../../core/run/report.ts'

/** The context of everything that reads data: how it is cancelled, and where it reports. */
export interface ReadContext {
  readonly signal?: AbortSignal | undefined
  readonly report: (report: EngineReport) => void
  /** Called with the detected encoding of each file. */
  readonly onEncodingDetected?: ((file: string, encoding: string) => void) | undefined
  /** Characters after which reading goes on with the next file, for callers that need a little of each. */
  readonly perFile?: number | undefined
  /** The folder for cached digests of large files, so that these are not read again; absent: nothing is cached. */
  readonly home?: string | undefined
}

/** One file of a source, unpacked: a file on disk, a packed one, or an entry of an archive. */
export interface DataFile {
  /** The name for messages: “reviews.zip › train.csv”. */
  readonly name: string
  /** The extension of the content, without that of the packing: “.csv”. */
  readonly kind: string
  /** The content from the beginning; may be called more than once. */
  bytes(): AsyncIterable<Uint8Array>
  /** The path on disk; absent when the file is packed. */
  readonly path?: string
}

/** A row of a source: text by column name. */
export type TextRow = Readonly<Record<string, string>>

/** The first item, which was read already, then the rest of the stream, which is closed when the consumer stops. */
export async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
