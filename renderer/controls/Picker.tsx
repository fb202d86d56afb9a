import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../text/use-text.ts'

export interface PickerItem {
  readonly id: string
  /** What is shown of it; its text is what a screen reader says. */
  readonly shown: ReactNode
  /** It is shown, with the reason why, but cannot be chosen. */
  readonly refused?: boolean
}

interface PickerProps<P extends PickerItem> {
  readonly label: string
  readonly picks: readonly P[]
  readonly query: string
  readonly search: (query: string) => void
  /** `plain`: chosen with Shift held. */
  readonly choose: (pick: P, plain: boolean) => void
  readonly nothing: string
}

/** A search over a list: typing narrows it, arrows walk in it, Enter chooses the first or the walked-to; the focus stays in the search. */
export function Picker<P extends PickerItem>({ label, picks, query, search, choose, nothing }: PickerProps<P>) {
  const { t } = useText()
  const list = useId()
  const [at, setAt] = useState(0)
  const active = picks[Math.min(at, picks.length - 1)]
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return // Enter ends the Chinese word that is being typed
    const step = steps[event.key]
    if (step !== undefined) setAt(stepped(Math.min(at, picks.length - 1), step, picks.length))
    else if (event.key === 'Enter') {
      if (active && !active.refused) choose(active, event.shiftKey)
    } else return
    event.preventDefault()
  }

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={active && `${list}-${active.id}`}
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: a search the user just asked for
        autoFocus
        onChange={e => {
          search(e.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={list} aria-label={label} className="picks" ref={box}>
        {picks.map(pick => (
          <Option key={pick.id} id={`${list}-${pick.id}`} pick={pick} active={pick === active} choose={choose} />
        ))}
      </div>
      <p className={picks.length === 0 ? 'quiet' : 'unseen'} role="status">
        {picks.length === 0 ? nothing : t.found(picks.length)}
      </p>
    </>
  )
}

interface OptionProps<P extends PickerItem> extends Pick<PickerProps<P>, 'choose'> {
  readonly id: string
  readonly pick: P
  readonly active: boolean
}

function Option<P extends PickerItem>({ id, pick, active, choose }: OptionProps<P>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the focus stays in the search, whose keys choose
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={pick.refused}
      onClick={event => pick.refused || choose(pick, event.shiftKey)}
    >
      {pick.shown}
    </div>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** One step goes round; a page stops at the ends. */
function stepped(at: number, step: number, length: number): number {
  if (length === 0) return 0
  const next = at + step
  return Math.abs(step) === 1 ? (next + length) % length : Math.max(0, Math.min(length - 1, next))
}
