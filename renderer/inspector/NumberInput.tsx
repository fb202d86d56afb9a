import { type KeyboardEvent, useState } from 'react'

interface NumberInputProps {
  readonly id: string
  readonly whole: boolean
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly onBlur: () => void
}

/** A number that may be typed in any form (3e-4). Up and down step whole numbers. */
export function NumberInput({ whole, value, set, onBlur, ...common }: NumberInputProps) {
  const [typed, setTyped] = useState<string>()
  const shown =
    typed !== undefined && parseTypedNumber(typed) === value ? typed : value === undefined ? '' : String(value)

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (by === 0 || !whole || typeof value !== 'number') return
    event.preventDefault()
    set(value + by * (event.shiftKey ? 10 : 1))
  }

  return (
    <input
      {...common}
      type="text"
      inputMode={whole ? 'numeric' : 'decimal'}
      value={shown}
      onKeyDown={onKeyDown}
      onChange={e => {
        setTyped(e.target.value)
        set(parseTypedNumber(e.target.value))
      }}
      onBlur={() => {
        setTyped(undefined)
        onBlur()
      }}
    />
  )
}

/** The parameter value for what was typed into a number field; what is no number stays text, so that its problem can be told. */
function parseTypedNumber(typed: string): unknown {
  const trimmed = typed.trim()
  if (trimmed === '') return undefined
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : typed
}
