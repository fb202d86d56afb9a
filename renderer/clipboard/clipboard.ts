import type { ClipboardContent } from '../../core/graph/clipboard.ts'
import { copyBlocks, parseClipboard, serializeSelection } from '../../core/graph/clipboard.ts'
import { text } from '../../core/text.ts'
import { change, graphNow, openGraph, removeSelected, select, useEditor } from '../document/editor.ts'
import { keyOf } from '../keys/key-names.ts'
import { viewCenter } from '../react-flow/viewport.ts'
import { useDialogs } from '../state/dialogs.ts'
import { announce, notify } from '../state/notices.ts'

/** What was copied last in this window, for pasting where the browser does not hand out the clipboard. */
let lastCopied = ''
let copyRequested = false
let keepInputsOnPaste = false
let pasteCount = 0

/** The selection as the text of a pipeline file; undefined when nothing is selected that can be copied. */
function selectedText(): string | undefined {
  const { selected, selectedNotes, history } = useEditor.getState()
  if (selected.length + selectedNotes.length === 0) return undefined
  return serializeSelection(graphNow(), { blocks: selected, notes: selectedNotes }, history.present.name)
}

/** Puts the selection on the system's clipboard, for a menu or a key that is not the browser's own. */
export function copySelected() {
  copyRequested = true
  document.execCommand('copy') // the event it makes needs no permission, which the page does not have
  copyRequested = false
}

export function cutSelected() {
  copyRequested = true
  document.execCommand('copy')
  copyRequested = false
  removeSelected()
}

/** Pastes the clipboard where the browser lets a page read it, or else what was copied in this window. */
export async function pasteNow(keepInputs: boolean) {
  const words = await navigator.clipboard.readText().catch(() => lastCopied)
  paste(words, keepInputs)
}

/** Takes part in the browser's own copying and pasting, which needs no permission. */
export function followClipboard() {
  window.addEventListener('copy', copyTo)
  window.addEventListener('cut', event => {
    if (copyTo(event)) removeSelected()
  })
  window.addEventListener('keydown', event => {
    keepInputsOnPaste = keyOf(event) === 'Mod+Shift+V'
  })
  window.addEventListener('paste', event => {
    if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
    if (dialogOpen()) return
    event.preventDefault()
    paste(event.clipboardData?.getData('text/plain') ?? '', keepInputsOnPaste)
  })
}

const dialogOpen = () => useDialogs.getState().dialog !== undefined

/** Text that is selected or typed is the browser's to copy. Gives whether blocks were copied. */
function copyTo(event: ClipboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  const typed = target.closest('input, textarea, select') !== null || String(window.getSelection()) !== ''
  const words = (typed && !copyRequested) || dialogOpen() ? undefined : selectedText()
  if (words === undefined) return false
  event.clipboardData?.setData('text/plain', words)
  event.preventDefault()
  lastCopied = words
  pasteCount = 0
  announce(text('Copied.', '已复制。'))
  return true
}

/** Puts a copied part on the canvas, or opens a whole pipeline where the canvas is empty. Other texts are refused. */
export function paste(words: string, keepInputs: boolean) {
  const clip = parseClipboard(words)
  if (!clip) return notify('refused', notBlocksText, howToCopyText)
  const sheet = graphNow()
  const { inside } = useEditor.getState()
  const empty = sheet.blocks.length + sheet.notes.length === 0 && inside.length === 0
  if (clip.whole && empty) return openGraph(clip.graph)
  const edit = copyBlocks(sheet, clip.graph, { by: pasteOffset(clip), inputs: keepInputs ? clip.inputs : [] })
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
function pasteOffset({ graph }: ClipboardContent): readonly [number, number] {
  pasteCount += 1
  const things = [...graph.blocks, ...graph.notes]
  const [left, top] = [Math.min(...things.map(b => b.at[0])), Math.min(...things.map(b => b.at[1]))]
  const view = viewCenter()
  const near = view && Math.abs(left - view.x) < view.width && Math.abs(top - view.y) < view.height
  const step = 32 * pasteCount
  return near || !view ? [step, step] : [view.x - left - 110 + step, view.y - top - 60 + step]
}

const notBlocksText = text('The clipboard contains no blocks.', '剪贴板中没有模块。')
const howToCopyText = text(
  'First copy blocks on a canvas, or the text of a pipeline file.',
  '请先在画布上复制模块，或复制流程图文件的文本。',
)
