import { type Clip, clipText, copies, readClip } from '../../core/graph/clip.ts'
import { text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { useDialogs } from '../app/dialogs.ts'
import { change, graphNow, openGraph, removeSelected, select, useEditor } from '../app/editor.ts'
import { keyOf } from '../app/keys.ts'
import { notify } from '../app/notices.ts'
import { middleOfView } from '../canvas/view.ts'

/** What was copied last in this window, for pasting where the browser does not hand out the clipboard. */
let last = ''
let wanted = false
let keeping = false
let pastes = 0

/** The selection as the text of a pipeline file; undefined when nothing is selected that can be copied. */
function selectedText(): string | undefined {
  const { selected, selectedNotes, history } = useEditor.getState()
  if (selected.length + selectedNotes.length === 0) return undefined
  return clipText(graphNow(), { blocks: selected, notes: selectedNotes }, history.present.name)
}

/** Puts the selection on the system's clipboard, for a menu or a key that is not the browser's own. */
export function copySelected() {
  wanted = true
  document.execCommand('copy') // the event it makes needs no permission, which the page does not have
  wanted = false
}

export function cutSelected() {
  wanted = true
  document.execCommand('copy')
  wanted = false
  removeSelected()
}

/** Pastes the clipboard where the browser lets a page read it, or else what was copied in this window. */
export async function pasteNow(keepInputs: boolean) {
  const words = await navigator.clipboard.readText().catch(() => last)
  paste(words, keepInputs)
}

/** Takes part in the browser's own copying and pasting, which needs no permission. */
export function followClipboard() {
  window.addEventListener('copy', copyTo)
  window.addEventListener('cut', event => {
    if (copyTo(event)) removeSelected()
  })
  window.addEventListener('keydown', event => {
    keeping = keyOf(event) === 'Mod+Shift+V'
  })
  window.addEventListener('paste', event => {
    if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
    if (dialogOpen()) return
    event.preventDefault()
    paste(event.clipboardData?.getData('text/plain') ?? '', keeping)
  })
}

const dialogOpen = () => useDialogs.getState().dialog !== undefined

/** Text that is selected or typed is the browser's to copy. Gives whether blocks were copied. */
function copyTo(event: ClipboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  const typed = target.closest('input, textarea, select') !== null || String(window.getSelection()) !== ''
  const words = (typed && !wanted) || dialogOpen() ? undefined : selectedText()
  if (words === undefined) return false
  event.clipboardData?.setData('text/plain', words)
  event.preventDefault()
  last = words
  pastes = 0
  announce(text('Copied.', '已复制。'))
  return true
}

/** Puts a copied part on the canvas, or opens a whole pipeline where the canvas is empty. Other texts are refused. */
export function paste(words: string, keepInputs: boolean) {
  const clip = readClip(words)
  if (!clip) return notify('refused', notOurs, howTo)
  const sheet = graphNow()
  const { inside } = useEditor.getState()
  const empty = sheet.blocks.length + sheet.notes.length === 0 && inside.length === 0
  if (clip.whole && empty) return openGraph(clip.graph)
  const edit = copies(sheet, clip.graph, { by: placeFor(clip), inputs: keepInputs ? clip.inputs : [] })
  change({ ...edit, as: 'paste' })
  select(
    edit.blocks.map(b => b.id),
    [],
    edit.notes?.map(n => n.id),
  )
  const n = edit.blocks.length
  announce(text(n === 1 ? '1 block pasted.' : `${n} blocks pasted.`, `已粘贴 ${n} 个模块。`))
}

/** Beside what was copied, if that is in sight; else in the middle of what is. A second paste does not cover the first. */
function placeFor({ graph }: Clip): readonly [number, number] {
  pastes += 1
  const things = [...graph.blocks, ...graph.notes]
  const [left, top] = [Math.min(...things.map(b => b.at[0])), Math.min(...things.map(b => b.at[1]))]
  const view = middleOfView()
  const near = view && Math.abs(left - view.x) < view.width && Math.abs(top - view.y) < view.height
  const step = 32 * pastes
  return near || !view ? [step, step] : [view.x - left - 110 + step, view.y - top - 60 + step]
}

const notOurs = text('The clipboard holds no blocks.', '剪贴板中没有模块。')
const howTo = text(
  'Copy blocks on a canvas first, or the text of a pipeline file.',
  '请先在画布上复制模块，或复制流程图文件的文本。',
)
