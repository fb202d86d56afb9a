import type { BlockInfo, Category } from '../../core/block.ts'
import type { Phase, Sample } from '../../core/report.ts'
import { useGraph } from '../app/editor.ts'
import { liveOf, useRuns } from '../runs/run-store.ts'
import { useHeard } from '../runs/watch.ts'
import { useText } from '../text/use-text.ts'
import { ProgressRing } from './ProgressRing.tsx'
import { SparkLine } from './SparkLine.tsx'

/** Which kind of block works in which phase. */
const workers: Readonly<Record<Phase, Category>> = {
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
export function BlockWork({ info }: { readonly info: BlockInfo }) {
  const trains = Object.values(info.outputs).some(port => port.type === 'plan')
  const run = useRuns(r => liveOf(r.runs)?.id)
  const training = useRuns(r => trains && (liveOf(r.runs)?.step ?? 0) > 0)
  const works = useHeard(h => {
    const phase = run === undefined ? undefined : h.runs[run]?.progress?.phase
    return phase !== undefined && workers[phase] === info.category && (info.category !== 'train' || trains)
  })
  if (run === undefined) return null
  if (training) return <Training run={run} />
  return works ? <Working run={run} /> : null
}

interface OfRun {
  readonly run: string
}

function Working({ run }: OfRun) {
  const { t } = useText()
  const progress = useHeard(h => h.runs[run]?.progress)
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
function Training({ run: id }: OfRun) {
  const { t, f } = useText()
  const run = useRuns(r => r.runs.find(one => one.id === id))
  const heard = useHeard(h => h.runs[id])
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
          {shortOf(said.sample)}
        </p>
      )}
    </div>
  )
}

/** Letters of a prediction that a block has room for. */
const room = 90

/** The newest thing the model said, without what it was given. */
function shortOf({ task, input, output }: Sample): string {
  const own = task === 'continue' && output.startsWith(input) ? output.slice(input.length) : output
  const flat = own.replace(/\s+/g, ' ').trim()
  return flat.length > room ? `${flat.slice(0, room)}…` : flat
}
