import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { problemsOf, useChecking } from '../app/checking.ts'
import { change, endAction } from '../app/editor.ts'
import { useText } from '../text/use-text.ts'
import { ParamControl } from './ParamControl.tsx'
import { type ParamField, shownValue } from './param-schema.ts'

interface ParamRowProps {
  readonly field: ParamField
  readonly placed: PlacedBlock
  /** Those of the block's table, if it has one. */
  readonly columns: readonly string[]
}

/** One setting: its name, its control, its unit, its help, and what is wrong with it. */
export function ParamRow({ field, placed, columns }: ParamRowProps) {
  const { say, t } = useText()
  const id = useId()
  const problems = useChecking(useShallow(c => problemsOf(c.problems, placed.id).filter(p => p.param === field.name)))
  const value = placed.params[field.name] ?? field.default
  const set = (next: unknown) => change({ do: 'set', block: placed.id, param: field.name, value: next })
  const label = say(field.label)
  const changed = field.default !== undefined && value !== field.default

  return (
    <div className="param" data-severity={problems[0]?.severity}>
      <div className="param-head">
        <label htmlFor={id}>{label}</label>
        {changed && (
          <button
            type="button"
            className="icon-button tiny"
            aria-label={t.restoreDefault(label)}
            title={t.defaultValue(shownValue(field, field.default, say))}
            onClick={() => {
              set(field.default)
              endAction()
            }}
          >
            <RotateCcw size={12} aria-hidden />
          </button>
        )}
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
