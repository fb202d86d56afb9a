import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { paramFields } from '../blocks/param-fields.ts'
import { useText } from '../text/use-text.ts'
import { ParamRow } from './ParamRow.tsx'
import { useTableColumns } from './table-columns.ts'

/** The settings of a block, drawn from its schema. */
export function ParamForm({ info, placed }: { readonly info: BlockInfo; readonly placed: PlacedBlock }) {
  const { t } = useText()
  const fields = paramFields(info.params)
  const columns = useTableColumns(
    placed,
    fields.some(f => f.kind === 'column'),
  )
  const [plain, advanced] = [fields.filter(f => !f.advanced), fields.filter(f => f.advanced)]
  if (fields.length === 0) return <p className="quiet">{t.noSettings}</p>
  return (
    <form className="params" aria-label={t.settings} onSubmit={e => e.preventDefault()}>
      {plain.map(field => (
        <ParamRow key={field.name} field={field} placed={placed} columns={columns} />
      ))}
      {advanced.length > 0 && (
        <details>
          <summary>{t.advanced}</summary>
          {advanced.map(field => (
            <ParamRow key={field.name} field={field} placed={placed} columns={columns} />
          ))}
        </details>
      )}
    </form>
  )
}
