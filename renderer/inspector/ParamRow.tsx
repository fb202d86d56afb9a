import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { type ParamField, paramValueText } from '../blocks/param-fields.ts'
import { problemsOf, useChecking } from '../document/checking.ts'
import { endAction, setParam } from '../document/editor.ts'
import { ExposeToggle } from '../groups/ExposeToggle.tsx'
import { useText } from '../text/use-text.ts'
import { ParamControl } from './ParamControl.tsx'

interface ParamRowProps {
  readonly field: ParamField
  readonly placed: PlacedBlock
  /** Those of the block's table, if it has one. */
  readonly columns: readonly string[]
  /** The sub-graph on the canvas that holds the block, when the canvas does not show the block itself. */
  readonly within?: string
}

/** One setting: its name, its control, its unit, its help, and what is wrong with it. */
export function ParamRow({ field, placed, columns, within }: ParamRowProps) {
  const { say, t } = useText()
  const id = useId()
  const problems = useChecking(
    useShallow(c =>
      problemsOf(c.problems, within === undefined ? placed.id : `${within}/${placed.id}`).filter(
        p => p.param === field.name,
      ),
    ),
  )
  const value = placed.params[field.name] ?? field.default
  const set = (next: unknown) => setParam(placed.id, field.name, next, within)
  const label = say(field.label)
  const usual = useCatalog(c => c.blocks.get(placed.type)?.defaults[field.name]) ?? field.default
  const changed = usual !== undefined && value !== usual

  return (
    <div className="param" data-severity={problems[0]?.severity}>
      <div className="param-head">
        <label htmlFor={id}>{label}</label>
        {within === undefined && (
          <ExposeToggle block={placed.id} name={field.name} what="exposed" label={t.showOutside(label)} />
        )}
        {changed && <RestoreDefault field={field} usual={usual} set={set} />}
      </div>
      <div className="param-control">
        <ParamControl
          id={id}
          field={field}
          value={value}
          set={set}
          described={`${id}-help`}
          invalid={problems.length > 0}
          columns={columns}
          placed={placed}
          {...(within !== undefined && { within })}
        />
        {field.unit && <span className="unit">{say(field.unit)}</span>}
      </div>
      <div id={`${id}-help`}>
        {problems.map(p => (
          <p key={p.code} className="param-problem">
            {say(p.message)} {say(p.fix)}
          </p>
        ))}
        {field.help && <p className="help">{say(field.help)}</p>}
      </div>
    </div>
  )
}

interface RestoreDefaultProps {
  readonly field: ParamField
  /** What a newly placed block has. */
  readonly usual: unknown
  readonly set: (value: unknown) => void
}

function RestoreDefault({ field, usual, set }: RestoreDefaultProps) {
  const { say, t } = useText()
  return (
    <button
      type="button"
      className="icon-button tiny"
      aria-label={t.restoreDefault(say(field.label))}
      title={t.defaultValue(paramValueText(field, usual, say))}
      onClick={() => {
        set(usual)
        endAction()
      }}
    >
      <RotateCcw size={12} aria-hidden />
    </button>
  )
}
