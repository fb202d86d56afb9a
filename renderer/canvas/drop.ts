import type { DragEvent } from 'react'
import { text } from '../../core/text.ts'
import { patchbay } from '../app/connection.ts'
import { showDialog } from '../app/dialogs.ts'
import { addBlock, select } from '../app/editor.ts'
import { openFile } from '../app/files.ts'
import { complain, notify } from '../app/notices.ts'
import { toGraph } from './view.ts'

type Place = readonly [x: number, y: number]

/** A block from the list, or files from the desktop, let go over the canvas. */
export function onDrop(event: DragEvent) {
  const type = event.dataTransfer.getData('application/patchbay-block')
  const file = event.dataTransfer.files[0]
  if (!type && !file) return
  event.preventDefault()
  select([])
  const [x, y] = toGraph(event.clientX, event.clientY)
  const at = [x - 110, y - 20] as const
  if (type) addBlock(type, at)
  else if (file) placeFile(file, at)
}

/** A page in a browser learns a file's name only, so there the user shows where it is. */
function placeFile(file: File, at: Place) {
  const path = window.patchbay?.pathOf(file)
  if (path) return void addFile(path, at)
  notify(
    'info',
    text(`Show where “${file.name}” is: a browser does not tell.`, `请指出“${file.name}”的位置：浏览器不会告知。`),
  )
  showDialog({ kind: 'file', mode: 'pick', done: chosen => void addFile(chosen, at) })
}

/** Opens a pipeline; of any other file, places the block that reads it. */
async function addFile(path: string, at: Place) {
  if (path.endsWith('.patchbay')) return openFile(path)
  try {
    const { type, params } = await patchbay.call('file.block', { path })
    addBlock(type, at, { params })
  } catch (error) {
    complain(error)
  }
}
