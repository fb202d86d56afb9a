import type { Rows } from '../../core/plan/plan.ts'
import type { Report } from '../../core/report.ts'
import type { Text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { changed } from '../data/changed-rows.ts'
import { watchedNames } from '../data/watched-names.ts'
import type { Given } from './given.ts'
import { sampleOf } from './sample.ts'

type Phase = Extract<Report, { readonly t: 'phase' }>

/** The rows of a source, or the beginning of a large one, and what there is to remark about them. Throws problems. */
export async function givenOf(
  rows: Rows,
  onTheWay: (phase: Phase) => void = () => {},
): Promise<Given & { readonly remarks: readonly Text[] }> {
  const remarks: Text[] = []
  const report = (said: Report) => {
    if (said.t === 'phase') onTheWay(said)
    if (said.t === 'warn' && !remarks.some(known => known.en === said.message.en)) remarks.push(said.message)
  }
  report({ t: 'phase', phase: 'read' })
  const encodings = new Map<string, string>()
  const noticed = (file: string, encoding: string) => void encodings.set(file, encoding)
  const source = await sampleOf(rows.source, { report, noticed })
  const stream = watchedNames(changed(source.rows, rows, blocks), report)
  return { source, stream, encodings, report, remarks }
}
