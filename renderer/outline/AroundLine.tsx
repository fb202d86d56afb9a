import { BoxSelect, StickyNote } from 'lucide-react'
import { type KeyboardEvent, useEffect } from 'react'
import { change, endAction } from '../app/editor.ts'
import { useText } from '../text/use-text.ts'
import type { AroundItem } from './around-items.ts'
import { focusLine } from './focus-line.ts'
import { endEditing, useOutline } from './outline-store.ts'
import { Told } from './Told.tsx'

type Item = Exclude<AroundItem, { readonly kind: 'member' }>

/** What a group or a note is called and says; a field while that is edited. */
export function AroundLine({ item }: { readonly item: Item }) {
  const { t, f } = useText()
  const editing = useOutline(o => o.editing === item.id)
  const Icon = item.kind === 'group' ? BoxSelect : StickyNote
  return (
    <>
      <Icon size={14} aria-hidden />
      {editing ? (
        <Field item={item} />
      ) : item.kind === 'group' ? (
        <span>
          {t.group(item.group.title)} <small>{f.whole(item.group.blocks.length)}</small>
          <Told problems={item.problems} />
        </span>
      ) : (
        <span className="outline-text">{t.noteSaying(item.note.text)}</span>
      )}
    </>
  )
}

/** Every letter is in the graph at once, as on the canvas. Escape, and Enter in a title, go back to the line. */
function Field({ item }: { readonly item: Item }) {
  const { t } = useText()
  useEffect(() => () => void endAction(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const done = event.key === 'Escape' || (event.key === 'Enter' && item.kind === 'group')
    if (!done || event.nativeEvent.isComposing) return
    event.preventDefault()
    endEditing()
    focusLine(item.id)
  }
  const shared = { className: 'outline-field', onKeyDown, onBlur: endEditing, ref: enter }
  if (item.kind === 'note')
    return (
      <textarea
        {...shared}
        aria-label={t.note}
        placeholder={t.notePlaceholder}
        rows={3}
        value={item.note.text}
        onChange={e => change({ do: 'write', note: item.note.id, text: e.target.value })}
      />
    )
  return (
    <input
      {...shared}
      aria-label={t.groupTitleLabel}
      placeholder={t.groupTitle}
      value={item.group.title}
      onChange={e => change({ do: 'retitle', group: item.group.id, title: e.target.value })}
    />
  )
}

/** The cursor is in a field as soon as it is there: over a title, behind the text of a note. */
function enter(field: HTMLInputElement | HTMLTextAreaElement | null) {
  if (!field) return
  field.focus()
  if (field instanceof HTMLInputElement) field.select()
  else field.setSelectionRange(field.value.length, field.value.length)
}
