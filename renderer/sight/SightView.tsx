import type { Reading, SeenAttention, Sight } from '../../core/preview/sight.ts'
import { blocking } from '../app/checking.ts'
import { ProblemList } from '../inspector/ProblemList.tsx'
import { useText } from '../text/use-text.ts'
import { ProofPanel } from './ProofPanel.tsx'
import { SightGrid } from './SightGrid.tsx'
import { useFollowGraph, useSight } from './sight-store.ts'

/** Who may look at whom in the pipeline's network, from the program that would run; and the proof beside it. */
export function SightView() {
  const { t } = useText()
  const { ready, problems: inTheWay } = useFollowGraph()
  const { sight, problems, busy } = useSight()
  if (!ready)
    return (
      <div className="sight-waits">
        <p>{t.sightNeedsPlan}</p>
        <ProblemList problems={blocking(inTheWay)} linked />
      </div>
    )
  return (
    <>
      <p className="unseen" role="status">
        {busy ? t.sightBusy : ''}
      </p>
      {problems.length > 0 && <ProblemList problems={problems} linked />}
      {!sight && problems.length === 0 && <p className="quiet">{t.sightBusy}</p>}
      {sight && <Seen sight={sight} />}
    </>
  )
}

function Seen({ sight }: { readonly sight: Sight }) {
  const { t } = useText()
  const { input, target = [], attentions, readings } = sight
  const texts = ({ part }: SeenAttention) => ({
    rows: part === 'self' || part === 'encoder' ? input : target,
    columns: part === 'decoder' ? target : input,
  })
  return (
    <div className="preview-split">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll sight-grids" aria-label={t.sightGrids} tabIndex={0}>
        <Readings readings={readings} />
        {attentions.map(one => (
          <SightGrid key={`${one.part} ${one.layers.join()}`} attention={one} {...texts(one)} />
        ))}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll preview-figures" aria-label={t.sightFigures} tabIndex={0}>
        <ProofPanel sight={sight} />
      </section>
    </div>
  )
}

/** What loops know: by the order of reading. */
function Readings({ readings }: { readonly readings: readonly Reading[] }) {
  const { t } = useText()
  return readings.map(({ lane, backward }) => (
    <p className="sight-reading" key={`${lane} ${backward}`}>
      {(backward ? t.readsBackward : t.readsForward)(t.readLanes[lane])}
    </p>
  ))
}
