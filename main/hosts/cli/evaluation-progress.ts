import { type EvaluationProgress, evaluationParts } from '../../../core/evaluation.ts'
import { type Language, text } from '../../../core/text.ts'
import { duration, shown } from './numbers.ts'

interface Screen {
  readonly isTTY?: boolean
  write(words: string): unknown
}

/** Shows how far an evaluation has come: one line that is drawn again on a terminal, else a line at every quarter. */
export function evaluationProgress(screen: Screen, language: Language) {
  const clear = '\r\u001b[2K'
  let last = ''
  return {
    show(progress: EvaluationProgress): void {
      const quarter = `${progress.part} ${Math.floor((4 * progress.done) / progress.total)}`
      if (screen.isTTY) screen.write(clear + words(progress, language))
      else if (quarter !== last) screen.write(`${words(progress, language)}\n`)
      last = quarter
    },
    end: () => void (screen.isTTY && screen.write(clear)),
  }
}

function words({ part, done, total, perSecond, secondsLeft }: EvaluationProgress, language: Language): string {
  const left = text('left', '剩余')[language]
  return [
    evaluationParts[part][language],
    ...(total > 0 ? [`${shown(done)}/${shown(total)}`] : []),
    ...(perSecond === undefined ? [] : [`${shown(Number(perSecond.toPrecision(3)))}/s`]),
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} ${left}`]),
  ].join('  ')
}
