import type { RowStream } from '../../core/block.ts'
import type { Report } from '../../core/report.ts'
import type { Sample } from './sample.ts'

/** What every kind of preview works with. */
export interface Given {
  readonly source: Sample
  /** Its rows behind the row blocks. */
  readonly stream: RowStream
  /** What each file of text was found to be written in, as far as it was read. */
  readonly encodings: ReadonlyMap<string, string>
  readonly report: (report: Report) => void
}
