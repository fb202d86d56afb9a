import type { Report } from '../../core/report.ts'

/** What everything that reads data gets along: a way to be stopped, and a way to tell. */
export interface Reading {
  readonly signal?: AbortSignal | undefined
  readonly report: (report: Report) => void
}
