import type { Run } from '../../core/run/run.ts'
import { useText } from '../text/use-text.ts'
import { useRunFeed } from './run-feed.ts'
import { useLiveRun } from './run-store.ts'

/** The run that goes on, in one line: phase, step, loss, speed, time left. */
export function LiveStrip() {
  const live = useLiveRun()
  return <div className="live-strip">{live && <Live run={live} />}</div>
}

function Live({ run }: { readonly run: Run }) {
  const { t, f } = useText()
  const { progress } = useRunFeed(run.id)
  const training = run.step > 0
  const loss = run.latest['train/loss']
  return (
    <>
      <strong>{run.name}</strong>
      <progress
        aria-label={t.phases[progress?.phase ?? 'build']}
        value={training ? run.step : (progress?.done ?? 0)}
        max={(training ? run.steps : progress?.total) || 1}
      />
      <span>{progress && progress.phase !== 'train' ? t.phases[progress.phase] : t.states[run.state]}</span>
      {training && (
        <span className="number">
          {t.step} {f.whole(run.step)}/{f.whole(run.steps)}
        </span>
      )}
      {loss !== undefined && (
        <span className="number">
          {t.loss} {f.loss(loss)}
        </span>
      )}
      {progress?.tokensPerSecond !== undefined && (
        <span className="number">
          {f.short(progress.tokensPerSecond)} {t.speed}
        </span>
      )}
      {progress?.secondsLeft !== undefined && (
        <span className="number">
          {t.timeLeft} {f.duration(progress.secondsLeft)}
        </span>
      )}
    </>
  )
}
