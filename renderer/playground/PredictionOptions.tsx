import { useId } from 'react'
import type { Sample } from '../../core/run/report.ts'
import { useText } from '../text/use-text.ts'
import {
  type OptionName,
  optionHasNoEffect,
  optionsOf,
  rangeOf,
  resetOptions,
  setOption,
  useOptions,
} from './prediction-options.ts'

/** How the model answers, folded away: the usual values do for a first try. */
export function PredictionOptions({ task }: { readonly task: Sample['task'] }) {
  const { t } = useText()
  const names = optionsOf[task]
  if (names.length === 0) return null
  return (
    <details className="asking-options">
      <summary>{t.options}</summary>
      <div>
        {names.map(name => (
          <OptionSlider key={name} task={task} name={name} />
        ))}
      </div>
      <button type="button" className="button small" onClick={() => resetOptions(task)}>
        {t.optionDefaults}
      </button>
    </details>
  )
}

function OptionSlider({ task, name }: { readonly task: Sample['task']; readonly name: OptionName }) {
  const { t } = useText()
  const id = useId()
  const options = useOptions(task)
  const { off, ...range } = rangeOf(name)
  const { label, help } = t.optionTexts[name]
  const value = options[name]
  const shown = value === off ? t.optionOff : String(value)
  return (
    <div className="asking-option">
      <div>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id}>{shown}</output>
      </div>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        disabled={optionHasNoEffect(name, options)}
        aria-valuetext={shown}
        aria-describedby={`${id}-help`}
        onChange={e => setOption(task, name, Number(e.target.value))}
      />
      <p id={`${id}-help`} className="help">
        {help}
      </p>
    </div>
  )
}
