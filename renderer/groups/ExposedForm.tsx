import type { End, PlacedBlock } from '../../core/graph/graph.ts'
import { titleOf } from '../canvas/flow.ts'
import { useInfo } from '../canvas/info-of.ts'
import { ParamRow } from '../inspector/ParamRow.tsx'
import { paramFields } from '../inspector/param-schema.ts'
import { useTableColumns } from '../inspector/table-columns.ts'
import { useText } from '../text/use-text.ts'

/** Settings of inner blocks that a sub-graph shows outside. */
export function ExposedForm({ placed }: { readonly placed: PlacedBlock }) {
  const { t } = useText()
  const exposed = placed.exposed ?? []
  if (exposed.length === 0) return null
  return (
    <section aria-label={t.exposedSettings}>
      <h3>{t.exposedSettings}</h3>
      <form className="params" aria-label={t.exposedSettings} onSubmit={e => e.preventDefault()}>
        {exposed.map(end => (
          <Exposed key={end.join(' ')} placed={placed} end={end} />
        ))}
      </form>
    </section>
  )
}

function Exposed({ placed, end: [id, param] }: { readonly placed: PlacedBlock; readonly end: End }) {
  const { say } = useText()
  const inner = placed.graph?.blocks.find(b => b.id === id)
  const info = useInfo(inner)
  const field = info && paramFields(info.params).find(f => f.name === param)
  const columns = useTableColumns(inner ?? placed, field?.kind === 'column')
  if (!inner || !field) return null
  return (
    <>
      <p className="quiet exposed-from">{titleOf(inner, info, say)}</p>
      <ParamRow field={field} placed={inner} columns={columns} within={placed.id} />
    </>
  )
}
