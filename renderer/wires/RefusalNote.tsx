import { Plus, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useText } from '../text/use-text.ts'
import { dismissRefusal, insertAdapter, useRefusal } from './refusal.ts'

/** Why the wire that was just drawn is refused, where the mouse is, with the blocks that would make it possible. */
export function RefusalNote() {
  const { t, say } = useText()
  const { refusal } = useRefusal()
  const note = useRef<HTMLDivElement>(null)
  useDismissOnPress(note, refusal !== undefined)
  useLayoutEffect(() => {
    if (note.current && refusal) placeAt(note.current, refusal.at)
  }, [refusal])
  if (!refusal) return null
  const { wire, reason, adapters: ways } = refusal
  return (
    <div className="refusal" ref={note}>
      <p role="alert">{say(reason)}</p>
      <button type="button" className="icon-button tiny" aria-label={t.dismiss} onClick={dismissRefusal}>
        <X size={13} aria-hidden />
      </button>
      {ways.length > 0 && (
        <ul aria-label={t.putBetween}>
          {ways.map(way => (
            <li key={way.map(s => s.block.id).join(' ')}>
              <button
                type="button"
                className="button small"
                onClick={() => {
                  dismissRefusal()
                  insertAdapter(wire, way)
                }}
              >
                <Plus size={12} aria-hidden />
                {t.insert(way.map(s => say(s.block.title)).join(' → '))}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Beside the mouse, and inside the window. */
function placeAt(note: HTMLElement, [x, y]: readonly [number, number]) {
  const { width, height } = note.getBoundingClientRect()
  note.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`
  note.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - height - 8))}px`
}

/** Escape, or a press anywhere else, ends it. */
function useDismissOnPress(note: { readonly current: HTMLElement | null }, shown: boolean) {
  useEffect(() => {
    if (!shown) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && dismissRefusal()
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && note.current?.contains(target))) dismissRefusal()
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('pointerdown', onPress)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('pointerdown', onPress)
    }
  }, [note, shown])
}
