import { useId } from 'react'

interface SegmentedControlProps<V extends string> {
  readonly label: string
  readonly value: V
  /** Values and their names, in order. */
  readonly choices: readonly (readonly [V, string])[]
  readonly choose: (value: V) => void
  readonly help?: string
  /** The label is only read aloud. */
  readonly bare?: boolean
}

/** A few choices side by side, of which one holds: radio buttons that look like one control. */
export function SegmentedControl<V extends string>({
  label,
  value,
  choices,
  choose,
  help,
  bare = false,
}: SegmentedControlProps<V>) {
  const name = useId()
  return (
    <fieldset className="segments" aria-describedby={help && `${name}-help`}>
      <legend className={bare ? 'unseen' : ''}>{label}</legend>
      <div className="segments-row">
        {choices.map(([key, title]) => (
          <label key={key}>
            <input type="radio" name={name} value={key} checked={key === value} onChange={() => choose(key)} />
            <span>{title}</span>
          </label>
        ))}
      </div>
      {help && (
        <p id={`${name}-help`} className="help">
          {help}
        </p>
      )}
    </fieldset>
  )
}
