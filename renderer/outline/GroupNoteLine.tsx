import { BoxSelect, StickyNote } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useEffect } from 'react'
import { ProblemCount } from '../checks/ProblemList.tsx'
import { change, endAction } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import type { GroupNoteItem } from './group-note-items.ts'
import { endEditing, focusLine, useOutline } from './outline-store.ts'

type Item = Exclude<GroupNoteItem, { readonly kind: 'member' }>

/** What a group or a note is called and says; a field while that is edited. */
export function GroupNoteLine({ item }: { readonly item: Item }) {
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
          <ProblemCount problems={item.problems} />
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
  const shared = { className: 'outline-field', onKeyDown, onBlur: endEditing, ref: focusField }
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
function focusField(field: HTMLInputElement | HTMLTextAreaElement | null) {
  if (!field) return
  field.focus()
  if (field instanceof HTMLInputElement) field.select()
  else field.setSelectionRange(field.value.length, field.value.length)
}
