import { type PreviewEvent, previewPhaseTexts } from '../../../core/preview/preview.ts'
import { type EvaluationProgress, evaluationPhaseTexts } from '../../../core/run/evaluation.ts'
import { type Language, text } from '../../../core/text.ts'
import { formatDuration, formatValue } from './format-values.ts'

/** Where progress is written, as process.stderr. */
export interface Screen {
  readonly isTTY?: boolean
  /** Cells of a line. */
  readonly columns?: number
  write(words: string): unknown
}

/** Empties the line of a terminal that the cursor is in. */
export const clearLine = '\r\u001b[2K'

/** Takes the answer from its events, and shows how far it has come in one line of a terminal; undefined when it was interrupted. */
export async function awaitPreview<T>(
  events: AsyncIterable<PreviewEvent<T>>,
  screen: Screen,
  language: Language,
): Promise<T | undefined> {
  const write = (words: string) => void (screen.isTTY && screen.write(words))
  for await (const event of events) {
    if (event.kind === 'done') {
      write(clearLine)
      return event.value
    }
    const { part, done, total } = event.progress
    write(
      `${clearLine}${previewPhaseTexts[part][language]}${total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ' …'}`,
    )
  }
  write(clearLine)
  return undefined
}

/** Shows how far an evaluation has come: one line that is drawn again on a terminal, else a line at every quarter. */
export function createEvaluationProgress(screen: Screen, language: Language) {
  let last = ''
  return {
    show(progress: EvaluationProgress): void {
      const quarter = `${progress.part} ${Math.floor((4 * progress.done) / progress.total)}`
      if (screen.isTTY) screen.write(clearLine + progressText(progress, language))
      else if (quarter !== last) screen.write(`${progressText(progress, language)}\n`)
      last = quarter
    },
    end: () => void (screen.isTTY && screen.write(clearLine)),
  }
}

function progressText({ part, done, total, perSecond, secondsLeft }: EvaluationProgress, language: Language): string {
  const left = text('left', '剩余')[language]
  return [
    evaluationPhaseTexts[part][language],
    ...(total > 0 ? [`${formatValue(done)}/${formatValue(total)}`] : []),
    ...(perSecond === undefined ? [] : [`${formatValue(Number(perSecond.toPrecision(3)))}/s`]),
    ...(secondsLeft === undefined ? [] : [`${formatDuration(secondsLeft)} ${left}`]),
  ].join('  ')
}
