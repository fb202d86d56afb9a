import type { AttentionGroup, AttentionMasks, Recurrence } from '../../core/preview/attention-mask.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { blockingProblems } from '../document/checking.ts'
import { useText } from '../text/use-text.ts'
import { AttentionGrid } from './AttentionGrid.tsx'
import { useAttention, useAttentionOfGraph } from './attention-store.ts'
import { LeakTestPanel } from './LeakTestPanel.tsx'

/** Who may look at whom in the pipeline's network, from the program that would run; and the proof beside it. */
export function AttentionView() {
  const { t } = useText()
  const { ready, problems: inTheWay } = useAttentionOfGraph()
  const { sight, problems, busy } = useAttention()
  if (!ready)
    return (
      <div className="sight-waits">
        <p>{t.sightNeedsPlan}</p>
        <ProblemList problems={blockingProblems(inTheWay)} linked />
      </div>
    )
  return (
    <>
      <p className="unseen" role="status">
        {busy ? t.sightBusy : ''}
      </p>
      {problems.length > 0 && <ProblemList problems={problems} linked />}
      {!sight && problems.length === 0 && <p className="quiet">{t.sightBusy}</p>}
      {sight && <AttentionMaps sight={sight} />}
    </>
  )
}

function AttentionMaps({ sight }: { readonly sight: AttentionMasks }) {
  const { t } = useText()
  const { input, target = [], attentions, readings } = sight
  const texts = ({ part }: AttentionGroup) => ({
    rows: part === 'self' || part === 'encoder' ? input : target,
    columns: part === 'decoder' ? target : input,
  })
  return (
    <div className="preview-split">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll sight-grids" aria-label={t.sightGrids} tabIndex={0}>
        <Readings readings={readings} />
        {attentions.map(one => (
          <AttentionGrid key={`${one.part} ${one.layers.join()}`} attention={one} {...texts(one)} />
        ))}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll preview-figures" aria-label={t.sightFigures} tabIndex={0}>
        <LeakTestPanel sight={sight} />
      </section>
    </div>
  )
}

/** What loops know: by the order of reading. */
function Readings({ readings }: { readonly readings: readonly Recurrence[] }) {
  const { t } = useText()
  return readings.map(({ lane, backward }) => (
    <p className="sight-reading" key={`${lane} ${backward}`}>
      {(backward ? t.readsBackward : t.readsForward)(t.readLanes[lane])}
    </p>
  ))
}
