import { type FormEvent, useId, useState } from 'react'
import { evaluationPhaseTexts } from '../../core/run/evaluation.ts'
import type { Run } from '../../core/run/run.ts'
import { PathInput } from '../controls/PathInput.tsx'
import { useText } from '../text/use-text.ts'
import { EvaluationView } from './EvaluationView.tsx'
import { startEvaluation, useEvaluationOf } from './evaluation-store.ts'
import { isLive, useShownRun } from './run-store.ts'

/** The model of the shown run, measured on what the run kept back. */
export function EvaluateTab() {
  const { t } = useText()
  const run = useShownRun()
  if (!run) return <p className="quiet">{t.noRunSelected}</p>
  if (isLive(run) || run.step === 0) return <p className="quiet">{t.tryNotYet}</p>
  return <EvaluationForm key={run.id} run={run} />
}

function EvaluationForm({ run }: { readonly run: Run }) {
  const { t } = useText()
  const [checkpoint, setCheckpoint] = useState<'best' | 'last'>('last')
  const [most, setMost] = useState('')
  const [data, setData] = useState('')
  const id = useId()
  const { stop, evaluation } = useEvaluationOf(run.id)
  const limit = Number(most)

  const start = (event: FormEvent) => {
    event.preventDefault()
    if (stop) stop()
    else
      void startEvaluation({
        from: run.id,
        checkpoint,
        ...(limit >= 1 ? { limit: Math.floor(limit) } : {}),
        ...(data.trim() ? { data: data.trim() } : {}),
      })
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="evaluating" aria-label={t.evaluate} tabIndex={0}>
      <form onSubmit={start}>
        <p className="quiet">{t.evaluateHelp}</p>
        <div className="playground-options">
          <label>
            {t.checkpoint}
            <select value={checkpoint} onChange={e => setCheckpoint(e.target.value as 'best' | 'last')}>
              <option value="last">{t.checkpointLast}</option>
              <option value="best">{t.checkpointBest}</option>
            </select>
          </label>
          <label>
            {t.mostRows}
            <input type="number" min={1} step={1} value={most} onChange={e => setMost(e.target.value)} />
          </label>
          <div className="evaluating-file">
            <label htmlFor={`${id}-data`}>{t.evaluateFile}</label>
            <PathInput id={`${id}-data`} value={data} set={path => setData(path ?? '')} />
          </div>
          <button type="submit" className={`button ${stop ? '' : 'primary'}`}>
            {stop ? t.stop : t.evaluate}
          </button>
        </div>
        {stop && <EvaluationProgressBar run={run.id} />}
      </form>
      <div aria-live="polite">{evaluation && !stop && <EvaluationView evaluation={evaluation} />}</div>
    </section>
  )
}

function EvaluationProgressBar({ run }: { readonly run: string }) {
  const { t, f, say } = useText()
  const { progress } = useEvaluationOf(run)
  const { part = 'read', done = 0, total = 0, secondsLeft } = progress ?? {}
  const what = say(evaluationPhaseTexts[part])
  return (
    <p className="evaluation-progress">
      <progress aria-label={what} {...(total > 0 ? { value: done, max: total } : {})} />
      <span>
        {what} {total > 0 && `${f.whole(done)}/${f.whole(total)}`}
      </span>
      {secondsLeft !== undefined && (
        <span>
          {t.timeLeft} {f.duration(secondsLeft)}
        </span>
      )}
    </p>
  )
}
