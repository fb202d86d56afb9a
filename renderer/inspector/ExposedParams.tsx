import type { Endpoint, PlacedBlock } from '../../core/graph/graph.ts'
import { titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { paramFields } from '../blocks/param-fields.ts'
import { useText } from '../text/use-text.ts'
import { ParamRow } from './ParamRow.tsx'
import { useTableColumns } from './table-columns.ts'

/** Settings of inner blocks that a sub-graph shows outside. */
export function ExposedParams({ placed }: { readonly placed: PlacedBlock }) {
  const { t } = useText()
  const exposed = placed.exposed ?? []
  if (exposed.length === 0) return null
  return (
    <section aria-label={t.exposedSettings}>
      <h3>{t.exposedSettings}</h3>
      <form className="params" aria-label={t.exposedSettings} onSubmit={e => e.preventDefault()}>
        {exposed.map(end => (
          <ExposedParam key={end.join(' ')} placed={placed} end={end} />
        ))}
      </form>
    </section>
  )
}

function ExposedParam({ placed, end: [id, param] }: { readonly placed: PlacedBlock; readonly end: Endpoint }) {
  const { say } = useText()
  const inner = placed.graph?.blocks.find(b => b.id === id)
  const info = useBlockInfo(inner)
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
