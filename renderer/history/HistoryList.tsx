import { Popover } from '@base-ui/react/popover'
import { History as HistoryIcon } from 'lucide-react'
import { create } from 'zustand'
import type { HistoryEntry } from '../../core/graph/history.ts'
import { useEditor } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { describeEntry, redo, undo } from './undo.ts'

export const useHistoryList = create<{ readonly open: boolean }>(() => ({ open: false }))

/** What was done, newest first, what was undone above it. A click goes to that state. */
export function HistoryList() {
  const { t } = useText()
  const { open } = useHistoryList()
  return (
    <Popover.Root open={open} onOpenChange={next => useHistoryList.setState({ open: next })}>
      <Popover.Trigger className="icon-button" aria-label={t.history} title={t.history}>
        <HistoryIcon size={16} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="start" side="top">
          <Popover.Popup className="menu history-list">
            <Popover.Title>{t.history}</Popover.Title>
            <Popover.Description className="help">{t.historyHelp}</Popover.Description>
            <Entries />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Lines shown at once on either side of the present. */
const maxHistoryLines = 200

interface Line {
  /** Its place in all that was done, from 1. */
  readonly n: number
  readonly entry: HistoryEntry
  readonly undone: boolean
}

function Entries() {
  const { t, say } = useText()
  const { past, future } = useEditor(e => e.history)
  const done = past.map((entry, i): Line => ({ n: i + 1, entry, undone: false }))
  const undone = future.map((entry, i): Line => ({ n: past.length + i + 1, entry, undone: true }))
  const lines = [...done.slice(-maxHistoryLines), ...undone.slice(0, maxHistoryLines)].toReversed()
  const go = (n: number) => {
    if (n < past.length) undo(past.length - n)
    if (n > past.length) redo(n - past.length)
  }
  return (
    <ol>
      {lines.map(line => (
        <li key={line.n}>
          <button
            type="button"
            className={line.undone ? 'undone' : ''}
            aria-current={line.n === past.length ? 'step' : undefined}
            onClick={() => go(line.n)}
          >
            {say(describeEntry(line.entry))}
          </button>
        </li>
      ))}
      {past.length <= maxHistoryLines && (
        <li>
          <button type="button" aria-current={past.length === 0 ? 'step' : undefined} onClick={() => go(0)}>
            {t.historyStart}
          </button>
        </li>
      )}
    </ol>
  )
}
