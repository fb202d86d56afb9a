import { type EvaluationProgress, evaluationPhaseTexts } from '../../../core/run/evaluation.ts'
import { type Language, text } from '../../../core/text.ts'
import { formatDuration, formatValue } from './format-values.ts'

interface Screen {
  readonly isTTY?: boolean
  write(words: string): unknown
}

/** Shows how far an evaluation has come: one line that is drawn again on a terminal, else a line at every quarter. */
export function createEvaluationProgress(screen: Screen, language: Language) {
  const clear = '\r\u001b[2K'
  let last = ''
  return {
    show(progress: EvaluationProgress): void {
      const quarter = `${progress.part} ${Math.floor((4 * progress.done) / progress.total)}`
      if (screen.isTTY) screen.write(clear + progressText(progress, language))
      else if (quarter !== last) screen.write(`${progressText(progress, language)}\n`)
      last = quarter
    },
    end: () => void (screen.isTTY && screen.write(clear)),
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
