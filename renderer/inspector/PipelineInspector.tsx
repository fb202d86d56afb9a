import { ProblemList } from '../checks/ProblemList.tsx'
import { useChecking } from '../document/checking.ts'
import { useWholeGraph } from '../document/editor.ts'
import { ObjectiveSection } from '../objective/ObjectiveSection.tsx'
import { useText } from '../text/use-text.ts'

/** The pipeline as a whole: what is in the way of a run, and what a run takes. */
export function PipelineInspector() {
  const { t } = useText()
  const { name, blocks } = useWholeGraph()
  const { problems, upToDate: current } = useChecking()
  return (
    <>
      <header>
        <h2>{name || t.untitled}</h2>
      </header>
      {blocks.length === 0 ? (
        <p className="help">{t.helpIntro}</p>
      ) : (
        <>
          <ObjectiveSection />
          <Estimated />
          <section aria-label={t.problems} aria-busy={!current}>
            <h3>{t.problems}</h3>
            {problems.length === 0 ? (
              <p className="quiet">{t.noProblems}</p>
            ) : (
              <ProblemList problems={problems} linked />
            )}
          </section>
        </>
      )}
    </>
  )
}

function Estimated() {
  const { t, f } = useText()
  const { estimate } = useChecking()
  const most = estimate?.atMost ? '≤ ' : ''
  return (
    <section aria-label={t.estimate}>
      <h3>{t.estimate}</h3>
      {!estimate && <p className="quiet">{t.afterCheck}</p>}
      {estimate && (
        <dl className="facts">
          <dt>{t.parameters}</dt>
          <dd>{f.short(estimate.parameters)}</dd>
          <dt>{t.memory}</dt>
          <dd>{f.mebibytes(estimate.memory)}</dd>
          <dt>{t.tokensPerStep}</dt>
          <dd>{`${most}${f.whole(estimate.tokensPerStep)}`}</dd>
          <dt>{t.computePerStep}</dt>
          <dd>{`${most}${(estimate.flopsPerStep / 1e9).toFixed(1)} GFLOP`}</dd>
        </dl>
      )}
    </section>
  )
}
