import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useText } from '../text/use-text.ts'
import { paramFields, paramValueText } from './param-fields.ts'

/** The settings that a block shows on the canvas. */
export const summaryFields = (info: BlockInfo) =>
  paramFields(info.params)
    .filter(f => !f.advanced)
    .slice(0, 3)

/** The first few settings of a block, so that a graph can be read without opening each block. */
export function BlockSummary({ info, placed }: { readonly info: BlockInfo; readonly placed: PlacedBlock }) {
  const { say } = useText()
  const fields = summaryFields(info)
  if (fields.length === 0) return null
  return (
    <dl className="block-summary">
      {fields.map(field => (
        <div key={field.name}>
          <dt>{say(field.label)}</dt>
          <dd>{paramValueText(field, placed.params[field.name] ?? field.default, say)}</dd>
        </div>
      ))}
    </dl>
  )
}
