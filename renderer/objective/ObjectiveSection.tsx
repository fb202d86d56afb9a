import { ArrowLeftRight, ListOrdered } from 'lucide-react'
import { objectiveFamilies } from '../../core/plan/plan.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { useWholeGraph } from '../document/editor.ts'
import { showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { objectiveFamilyOf } from './switch-outcome.ts'

/** Which of the three ways the pipeline learns in, with a way to each of the others. */
export function ObjectiveSection() {
  const { t } = useText()
  const graph = useWholeGraph()
  const blocks = useCatalog(c => c.blocks)
  const current = objectiveFamilyOf(graph, blocks)
  return (
    <section aria-label={t.ways} className="ways">
      <h3>{t.ways}</h3>
      <ul>
        {objectiveFamilies.map(way => (
          <li key={way}>
            <button
              type="button"
              className="button small"
              aria-pressed={way === current}
              onClick={() => showDialog({ kind: 'switch', to: way })}
            >
              <ArrowLeftRight size={13} aria-hidden /> {t.wayNames[way]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="button small" onClick={() => showDialog({ kind: 'compare-ways' })}>
            <ListOrdered size={13} aria-hidden /> {t.compareWays}
          </button>
        </li>
      </ul>
    </section>
  )
}
