import { createHash } from 'node:crypto'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import type { Rows, Source } from '../../core/plan/plan.ts'
import type { EngineReport } from '../../core/run/report.ts'
import type { Text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { listFiles } from '../data/readers/files/list-files.ts'
import type { ReadContext } from '../data/readers/read-context.ts'
import { extensionsOf } from '../data/rows/read-files.ts'
import type { SourceRows } from '../data/rows/read-rows.ts'
import { characterCount, readRows, streamRows } from '../data/rows/read-rows.ts'
import { applyRowSteps, warnOfNamedSplits } from '../data/rows/row-steps.ts'

/** Letters of text up to which a source is read whole, so that what is shown is what training will have. */
const maxWholeCharacters = 4_000_000
/** Letters of text that stand for a larger source: enough to show, few enough to wait for. */
const sampledCharacters = 1_000_000

export interface SourceSample extends SourceRows {
  /** The source has no more than this. */
  readonly whole: boolean
}

/** Files of which a little each is shown. Of more, only the first are read. */
const maxSampledFiles = 100

/**
 * A source, when it is small; otherwise its first rows, or those of each of its files, which may be named after parts of the data.
 * They have a digest of their own. Throws problems.
 */
export async function sampleSource(source: Source, reading: ReadContext): Promise<SourceSample> {
  const { groups: first, whole } = await firstOf(streamRows(source, reading), reading)
  if (whole) return { ...(await readRows(source, reading)), whole }
  const files = source.kind === 'files' ? (await listFiles(source.path, extensionsOf(source.format))).length : 1
  const little = { ...reading, perFile: sampledCharacters / files }
  const groups = files > 1 && files <= maxSampledFiles ? await Array.fromAsync(streamRows(source, little)) : first
  const digest = createHash('sha256').update('beginning')
  for (const group of groups) digest.update(JSON.stringify(group))
  return {
    rows: rowStreamOf(groups),
    digest: digest.digest('hex'),
    bytes: sampledCharacters,
    unchanged: async () => {},
    whole,
  }
}

async function firstOf(rows: RowStream, { report }: ReadContext) {
  const groups: (readonly Row[])[] = []
  const kept: (readonly Row[])[] = []
  let letters = 0
  for await (const group of rows) {
    if (letters >= maxWholeCharacters) return { groups: kept, whole: false }
    if (letters < sampledCharacters) kept.push(group)
    groups.push(group)
    for (const { texts } of group) letters += characterCount(texts)
    report({ t: 'phase', phase: 'read', done: Math.min(letters, maxWholeCharacters), total: maxWholeCharacters })
  }
  return { groups, whole: true }
}

const rowStreamOf = (groups: readonly (readonly Row[])[]): RowStream => ({
  async *[Symbol.asyncIterator]() {
    yield* groups
  },
})

/** What every kind of preview works with. */
export interface PreviewData {
  readonly source: SourceSample
  /** Its rows behind the row blocks. */
  readonly stream: RowStream
  /** What each file of text was found to be written in, as far as it was read. */
  readonly encodings: ReadonlyMap<string, string>
  readonly report: (report: EngineReport) => void
}

type Phase = Extract<EngineReport, { readonly t: 'phase' }>

/** The rows of a source, or the beginning of a large one, and what there is to remark about them. Throws problems. */
export async function readPreviewData(
  rows: Rows,
  onTheWay: (phase: Phase) => void = () => {},
): Promise<PreviewData & { readonly remarks: readonly Text[] }> {
  const remarks: Text[] = []
  const report = (said: EngineReport) => {
    if (said.t === 'phase') onTheWay(said)
    if (said.t === 'warn' && !remarks.some(known => known.en === said.message.en)) remarks.push(said.message)
  }
  report({ t: 'phase', phase: 'read' })
  const encodings = new Map<string, string>()
  const noticed = (file: string, encoding: string) => void encodings.set(file, encoding)
  const source = await sampleSource(rows.source, { report, onEncodingDetected: noticed })
  const stream = warnOfNamedSplits(applyRowSteps(source.rows, rows, blocks), report)
  return { source, stream, encodings, report, remarks }
}
