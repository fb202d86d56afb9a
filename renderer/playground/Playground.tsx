import { type FormEvent, useId, useState } from 'react'
import type { Sample } from '../../core/run/report.ts'
import type { Run } from '../../core/run/run.ts'
import { useTaskFacts } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { useRunFeed } from '../runs/run-feed.ts'
import { isLive, useShownRun } from '../runs/run-store.ts'
import { SampleView } from '../runs/SampleView.tsx'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'
import { PredictionOptions } from './PredictionOptions.tsx'
import { useOptions } from './prediction-options.ts'

/** The model of the shown run, to try: it continues, fills in or translates what the user writes. */
export function Playground() {
  const { t } = useText()
  const run = useShownRun()
  if (!run) return <p className="quiet">{t.noRunSelected}</p>
  if (isLive(run) || run.step === 0) return <p className="quiet">{t.tryNotYet}</p>
  return <PlaygroundForm key={run.id} run={run} />
}

/** What the model of a run does; where its task leaves that open, its newest prediction tells. */
function useTask(run: Run): Sample['task'] {
  const { sample } = useRunFeed(run.id)
  const { answer = 'continue', answersVary } = useTaskFacts(run.task) ?? {}
  return answersVary ? (sample?.sample.task ?? answer) : answer
}

function PlaygroundForm({ run }: { readonly run: Run }) {
  const { t } = useText()
  const task = useTask(run)
  const [typed, setText] = useState<string>()
  const asks = task === 'answer'
  const text = typed ?? t.tryExample[task]
  const [context, setContext] = useState(t.tryContextExample)
  const [checkpoint, setCheckpoint] = useState<Checkpoint>('last')
  const { busy, answers, predict } = usePredictions(run, task)
  const id = useId()

  const ask = (event: FormEvent) => {
    event.preventDefault()
    void predict({ text: [text], ...(asks ? { context } : {}), checkpoint })
  }
  return (
    <div className="playground">
      <form onSubmit={ask}>
        <label htmlFor={`${id}-text`}>{t.tryPrompt[task]}</label>
        <textarea id={`${id}-text`} rows={3} value={text} onChange={e => setText(e.target.value)} />
        {asks && (
          <>
            <label htmlFor={`${id}-context`}>{t.tryContext}</label>
            <textarea id={`${id}-context`} rows={5} value={context} onChange={e => setContext(e.target.value)} />
          </>
        )}
        <div className="playground-options">
          <CheckpointChoice checkpoint={checkpoint} choose={setCheckpoint} />
          {(task === 'fill' || task === 'restore') && (
            <button type="button" className="button small" onClick={() => setText(`${text.trimEnd()} ___ `)}>
              {t.insertBlank}
            </button>
          )}
          <button
            type="submit"
            className="button primary"
            disabled={busy || text.trim() === '' || (asks && context.trim() === '')}
          >
            {busy ? t.asking : t.ask}
          </button>
        </div>
        <PredictionOptions task={task} />
      </form>
      <Answers answers={answers} busy={busy} />
    </div>
  )
}

type Checkpoint = 'best' | 'last'

/** The latest predictions of a run's model, and how to ask for others. */
function usePredictions(run: Run, task: Sample['task']) {
  const options = useOptions(task)
  const [busy, setBusy] = useState(false)
  const [answers, setAnswers] = useState<readonly Sample[]>([])
  const predict = async (input: { text: string[]; context?: string; checkpoint: Checkpoint }) => {
    setBusy(true)
    try {
      setAnswers(await patchbay.call('run.predict', { from: run.id, ...input, ...options }))
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, answers, predict }
}

interface CheckpointChoiceProps {
  readonly checkpoint: Checkpoint
  readonly choose: (checkpoint: Checkpoint) => void
}

function CheckpointChoice({ checkpoint, choose }: CheckpointChoiceProps) {
  const { t } = useText()
  return (
    <label>
      {t.checkpoint}
      <select value={checkpoint} onChange={e => choose(e.target.value as Checkpoint)}>
        <option value="last">{t.checkpointLast}</option>
        <option value="best">{t.checkpointBest}</option>
      </select>
    </label>
  )
}

function Answers({ answers, busy }: { readonly answers: readonly Sample[]; readonly busy: boolean }) {
  const { t } = useText()
  return (
    <section aria-label={t.answer} aria-live="polite" aria-busy={busy}>
      {answers.length > 0 && <h3>{t.answer}</h3>}
      {answers.map((sample, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers come in the order of the questions
        <SampleView key={i} sample={sample} />
      ))}
    </section>
  )
}
