import type { Report } from '../../core/report.ts'

/** What everything that reads data gets along: a way to be stopped, and a way to tell. */
export interface Reading {
  readonly signal?: AbortSignal | undefined
  readonly report: (report: Report) => void
  /** Hears what the letters of each file turned out to be written in. */
  readonly noticed?: ((file: string, encoding: string) => void) | undefined
  /** Letters after which a file is left for the next, for who needs a little of each. */
  readonly perFile?: number | undefined
  /** Where what is known of large files is remembered, so that they are not read again; nothing is, when absent. */
  readonly home?: string | undefined
}
