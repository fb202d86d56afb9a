import type { Category } from '../../core/block/block.ts'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { EnginePhase, Sample } from '../../core/run/report.ts'
import { useGraph } from '../document/editor.ts'
import { useRunFeeds } from '../runs/run-feed.ts'
import { liveOf, useRuns } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'

/** Which kind of block works in which phase. */
const phaseCategory: Readonly<Record<EnginePhase, Category>> = {
  read: 'data',
  tokenizer: 'text',
  tokens: 'text',
  build: 'model',
  shaders: 'model',
  train: 'train',
  evaluate: 'objective',
  checkpoint: 'train',
}

/** What a block is doing in the run that goes on. A block that does nothing is not drawn anew by what others do. */
export function BlockProgress({ info }: { readonly info: BlockInfo }) {
  const trains = Object.values(info.outputs).some(port => port.type === 'plan')
  const run = useRuns(r => liveOf(r.runs)?.id)
  const training = useRuns(r => trains && (liveOf(r.runs)?.step ?? 0) > 0)
  const works = useRunFeeds(h => {
    const phase = run === undefined ? undefined : h.runs[run]?.progress?.phase
    return phase !== undefined && phaseCategory[phase] === info.category && (info.category !== 'train' || trains)
  })
  if (run === undefined) return null
  if (training) return <TrainingProgress run={run} />
  return works ? <PhaseProgress run={run} /> : null
}

interface OfRun {
  readonly run: string
}

function PhaseProgress({ run }: OfRun) {
  const { t } = useText()
  const progress = useRunFeeds(h => h.runs[run]?.progress)
  if (!progress) return null
  const { phase, done, total } = progress
  return (
    <div className="block-work">
      <progress aria-label={t.phases[phase]} value={total ? done : undefined} max={total} />
      <p>{t.phases[phase]}</p>
    </div>
  )
}

/** How far the training is, its loss so far, and what the model says now. */
function TrainingProgress({ run: id }: OfRun) {
  const { t, f } = useText()
  const run = useRuns(r => r.runs.find(one => one.id === id))
  const heard = useRunFeeds(h => h.runs[id])
  const name = useGraph().name
  if (!run) return null
  const loss = run.latest['train/loss']
  const steps = `${t.step} ${f.whole(run.step)}/${f.whole(run.steps)}`
  const said = heard?.sample
  return (
    <div className="block-work block-training">
      {run.name !== name && <p className="block-run">{run.name}</p>}
      <div>
        <ProgressRing done={run.step} total={run.steps} label={steps} />
        <p>
          {steps}
          <br />
          {loss !== undefined && `${t.loss} ${f.loss(loss)}`}
        </p>
        <SparkLine values={heard?.curves.get('train/loss')?.value ?? []} label={t.trainLoss} />
      </div>
      {said && (
        <p className="block-sample" title={t.sampleAt(f.whole(said.step))}>
          {shortSample(said.sample)}
        </p>
      )}
    </div>
  )
}

/** Letters of a prediction that a block has room for. */
const maxSampleLetters = 90

/** The newest thing the model said, without what it was given. */
function shortSample({ task, input, output }: Sample): string {
  const own = task === 'continue' && output.startsWith(input) ? output.slice(input.length) : output
  const flat = own.replace(/\s+/g, ' ').trim()
  return flat.length > maxSampleLetters ? `${flat.slice(0, maxSampleLetters)}…` : flat
}

interface ProgressRingProps {
  readonly done: number
  readonly total: number
  readonly label: string
}

const ringLength = 2 * Math.PI * 8

/** A ring that closes as the work goes on. */
export function ProgressRing({ done, total, label }: ProgressRingProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <svg
      className="progress-ring"
      viewBox="0 0 20 20"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
    >
      <circle className="ring-track" cx={10} cy={10} r={8} />
      <circle className="ring-done" cx={10} cy={10} r={8} strokeDasharray={`${share * ringLength} ${ringLength}`} />
    </svg>
  )
}

interface SparkLineProps {
  readonly values: readonly number[]
  readonly label: string
}

/** Points a line of this size has room for. */
const maxSparkPoints = 60

/** A curve without axes: which way a value goes. Values that are no numbers are passed over. */
export function SparkLine({ values, label }: SparkLineProps) {
  const stride = Math.max(1, Math.ceil(values.length / maxSparkPoints))
  const some = values.filter((value, i) => Number.isFinite(value) && (i % stride === 0 || i === values.length - 1))
  if (some.length < 2) return null
  const [low, high] = [Math.min(...some), Math.max(...some)]
  const x = (i: number) => (i / (some.length - 1)) * 100
  const y = (value: number) => 22 - ((value - low) / (high - low || 1)) * 20
  const told = `${label}: ${some[0]?.toFixed(2)} → ${some.at(-1)?.toFixed(2)}`
  return (
    <svg className="spark-line" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={told}>
      <polyline points={some.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
    </svg>
  )
}
