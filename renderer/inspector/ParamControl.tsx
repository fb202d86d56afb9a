import type { PlacedBlock } from '../../core/graph/graph.ts'
import type { ParamField } from '../blocks/param-fields.ts'
import { PathInput } from '../controls/PathInput.tsx'
import { endAction } from '../document/editor.ts'
import { useRuns } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'
import { ColumnRenames } from './ColumnRenames.tsx'
import { HubInput } from './HubInput.tsx'
import { NumberInput } from './NumberInput.tsx'

interface ControlProps {
  readonly id: string
  readonly field: ParamField
  readonly value: unknown
  readonly set: (value: unknown) => void
  /** Id of the text that explains it. */
  readonly described: string
  readonly invalid: boolean
  /** Those of the block's table. */
  readonly columns: readonly string[]
  readonly placed: PlacedBlock
  /** The sub-graph on the canvas that holds the block, when the canvas does not show the block itself. */
  readonly within?: string
}

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** The control that fits a parameter's kind. */
export function ParamControl({ id, field, value, set, described, invalid, columns, placed, within }: ControlProps) {
  const common = { id, 'aria-describedby': described, 'aria-invalid': invalid, onBlur: endAction }
  const once = (next: unknown) => {
    set(next)
    endAction()
  }
  switch (field.kind) {
    case 'whole':
    case 'number':
      return <NumberInput {...common} whole={field.kind === 'whole'} value={value} set={set} />
    case 'switch':
      return <input {...common} type="checkbox" checked={value === true} onChange={e => once(e.target.checked)} />
    case 'choice':
      return <ChoiceInput {...common} field={field} value={value} set={once} />
    case 'paragraph':
      return <textarea {...common} rows={4} value={asText(value)} onChange={e => set(e.target.value)} />
    case 'path':
      return <PathInput {...common} value={asText(value)} set={set} />
    case 'column':
      return <ColumnInput {...common} columns={columns} value={asText(value)} set={once} />
    case 'columns':
      return (
        <ColumnRenames
          {...common}
          block={within === undefined ? placed.id : `${within}/${placed.id}`}
          value={value}
          set={set}
        />
      )
    case 'hub':
      return <HubInput id={id} placed={placed} value={asText(value)} />
    case 'model':
      return <ModelInput {...common} value={asText(value)} set={set} />
    case 'text':
      return <input {...common} type="text" value={asText(value)} onChange={e => set(e.target.value)} />
  }
}

type Common = Pick<ControlProps, 'id' | 'set'> & { readonly onBlur: () => void }

function ChoiceInput({
  field,
  value,
  set,
  ...common
}: Common & { readonly field: ParamField; readonly value: unknown }) {
  const { say } = useText()
  return (
    <select
      {...common}
      value={asText(value)}
      onChange={e => set(field.choices.find(c => asText(c.value) === e.target.value)?.value)}
    >
      {field.choices.map(choice => (
        <option key={asText(choice.value)} value={asText(choice.value)}>
          {say(choice.label)}
        </option>
      ))}
    </select>
  )
}

/** A column of the table; one that is not there stays, so that its problem can be told. */
function ColumnInput({
  columns,
  value,
  set,
  ...common
}: Common & { readonly columns: readonly string[]; readonly value: string }) {
  const { t } = useText()
  const choices = value === '' || columns.includes(value) ? columns : [value, ...columns]
  return (
    <select {...common} value={value} onChange={e => set(e.target.value)}>
      <option value="">{t.automatic}</option>
      {choices.map(name => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** A folder, or one of the runs, of which the newest by each name counts. */
function ModelInput(props: Common & { readonly value: string }) {
  const { runs } = useRuns()
  const list = `${props.id}-runs`
  return (
    <>
      <PathInput {...props} list={list} />
      <datalist id={list}>
        {[...new Set(runs.map(run => run.name))].map(name => (
          <option key={name} value={`run:${name}`} />
        ))}
      </datalist>
    </>
  )
}
