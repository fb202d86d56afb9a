import type { Rows } from '../../core/plan/plan.ts'
import type { Preview, PreviewEvent } from '../../core/preview/preview.ts'
import type { TokenizerInspection } from '../../core/preview/tokenizer-inspection.ts'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import type { EngineReport } from '../../core/run/report.ts'
import { text } from '../../core/text.ts'
import { batchesPreview } from './batches-preview.ts'
import { inspectTokenizer } from './inspect-tokenizer.ts'
import { readPreviewData } from './preview-data.ts'
import type { PreviewRequest } from './preview-request.ts'
import { rowsPreview } from './rows-preview.ts'
import { tokensPreview } from './tokens-preview.ts'

/** What flows, made by the code that prepares a training; `tell` hears how far it has come. Throws problems. */
export async function makePreview(
  question: PreviewRequest,
  tell: (event: PreviewEvent<never>) => void = () => {},
): Promise<Preview | TokenizerInspection> {
  const given = await readPreviewData(rowsOf(question), progressReporter(tell))
  const { source, remarks } = given
  const { flow, looking } = question
  const ofBlock = async () =>
    looking && flow.kind === 'tokens'
      ? inspectTokenizer(flow.value, question, looking, given)
      : { ...(await previewOf(question, given)), whole: source.whole, remarks }
  return ofBlock().catch(error => {
    throw source.whole || !(error instanceof Refusals) ? error : new Refusals(error.problems.map(aboutSample))
  })
}

/** Passes on what a person may wait for, ten times a second at most. */
function progressReporter(tell: (event: PreviewEvent<never>) => void) {
  let last: { readonly part: string; readonly at: number } | undefined
  return ({ phase, done = 0, total = 0 }: Extract<EngineReport, { t: 'phase' }>) => {
    if (phase !== 'read' && phase !== 'tokenizer' && phase !== 'tokens') return
    const at = performance.now()
    if (last?.part === phase && at - last.at < 100) return
    last = { part: phase, at }
    tell({ kind: 'progress', progress: { part: phase, done, total } })
  }
}

/** What is too little in the beginning of a source may be enough in all of it. */
const aboutSample = ({ message, ...problem }: Problem): Problem => ({
  ...problem,
  message: text(
    `${message.en} (Only the beginning of the data was read.)`,
    `${message.zh}（仅读取了数据的开头部分。）`,
  ),
})

function previewOf(question: PreviewRequest, given: Parameters<typeof rowsPreview>[1]) {
  const { flow } = question
  if (flow.kind === 'rows') return rowsPreview(question.rows, given)
  return flow.kind === 'tokens'
    ? tokensPreview(flow.value, question, given)
    : batchesPreview(flow.value, question, given)
}

function rowsOf({ flow }: PreviewRequest): Rows {
  if (flow.kind === 'rows') return flow.value
  return flow.kind === 'tokens' ? flow.value.rows : flow.value.tokens.rows
}
