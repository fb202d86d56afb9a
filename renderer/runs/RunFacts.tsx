import { TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import { allMetrics } from '../../core/metrics/index.ts'
import type { Run } from '../../core/run/run.ts'
import { useText } from '../text/use-text.ts'
import { useRunFeed } from './run-feed.ts'

/** A run in figures. */
export function RunFacts({ run }: { readonly run: Run }) {
  const { t, f, say } = useText()
  const { progress } = useRunFeed(run.id)
  const speed = progress?.tokensPerSecond ?? (run.seconds > 0 ? run.tokens / run.seconds : undefined)
  const { 'train/waiting': waiting, 'train/padding': padding } = run.latest
  const measured = allMetrics().filter(
    ({ id, better }) => id !== 'loss' && better && run.latest[`validation/${id}`] !== undefined,
  )
  return (
    <section aria-label={run.name}>
      <h3>{run.name}</h3>
      {run.problem && (
        <p className="run-problem" role="alert">
          <TriangleAlert size={14} aria-hidden />
          <span>
            {say(run.problem.message)} {say(run.problem.fix)}
          </span>
        </p>
      )}
      <dl className="facts">
        <dt>{t.trainLoss}</dt>
        <dd>{f.loss(run.latest['train/loss'])}</dd>
        <dt>{t.validationLoss}</dt>
        <dd>{f.loss(run.latest['validation/loss'])}</dd>
        {measured.map(({ id, title }) => (
          <Fragment key={id}>
            <dt>{say(title)}</dt>
            <dd>{f.loss(run.latest[`validation/${id}`])}</dd>
          </Fragment>
        ))}
        <dt>{t.step}</dt>
        <dd>
          {f.whole(run.step)}/{f.whole(run.steps)}
        </dd>
        <dt>{t.speed}</dt>
        <dd>{speed === undefined ? '–' : f.short(speed)}</dd>
        {typeof waiting === 'number' && (
          <>
            <dt>{t.waitingForData}</dt>
            <dd>{f.percent(waiting)}</dd>
          </>
        )}
        {typeof padding === 'number' && (
          <>
            <dt>{t.filledUp}</dt>
            <dd>{f.percent(padding)}</dd>
          </>
        )}
        <dt>{t.parameters}</dt>
        <dd>{f.short(run.parameters)}</dd>
        <dt>{t.device}</dt>
        <dd>{run.device}</dd>
      </dl>
    </section>
  )
}
