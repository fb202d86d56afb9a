import type { BlockInfo, Category } from '../../core/block.ts'
import type { Phase } from '../../core/report.ts'
import type { Progress, Run } from '../../core/run.ts'
import { useLiveRun } from '../runs/run-store.ts'
import { useHeardOf } from '../runs/watch.ts'
import { useText } from '../text/use-text.ts'

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

/** What a block is doing in the run that goes on, with a bar where its length is known. */
export function BlockWork({ info }: { readonly info: BlockInfo }) {
  const run = useLiveRun()
  const { progress } = useHeardOf(run?.id)
  if (!run || !progress) return null
  const trains = Object.values(info.outputs).some(port => port.type === 'plan')
  const training = trains && run.step > 0
  const works = workers[progress.phase] === info.category && (info.category !== 'train' || trains)
  if (!works && !training) return null
  return <Work run={run} progress={progress} training={training} />
}

function Work({
  run,
  progress,
  training,
}: {
  readonly run: Run
  readonly progress: Progress
  readonly training: boolean
}) {
  const { t, f } = useText()
  const [done, total] = training ? [run.step, run.steps] : [progress.done, progress.total]
  const loss = run.latest['train/loss']
  return (
    <div className="block-work">
      <progress aria-label={t.phases[progress.phase]} value={total ? done : undefined} max={total} />
      <p>
        {training && loss !== undefined
          ? `${t.step} ${f.whole(run.step)}/${f.whole(run.steps)} · ${t.loss} ${f.loss(loss)}`
          : t.phases[progress.phase]}
      </p>
    </div>
  )
}
