import type { DragEvent } from 'react'
import { useCatalog } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { addBlock, newBlock, select, useEditor } from '../document/editor.ts'
import { locateDroppedFile, openFile } from '../document/files.ts'
import { focusBlock, screenToGraph } from '../react-flow/viewport.ts'
import { notifyError } from '../state/notices.ts'
import { setDraggedBlock, takeDropTarget, targetWireUnderDrag } from '../wires/drop-target.ts'

type Place = readonly [x: number, y: number]

export function onDragOver(event: DragEvent) {
  event.preventDefault()
  targetWireUnderDrag(event)
}

/** A block from the list, or files from the desktop, let go over the canvas. */
export function onDrop(event: DragEvent) {
  const type = event.dataTransfer.getData('application/patchbay-block')
  const files = [...event.dataTransfer.files]
  if (!type && files.length === 0) return
  event.preventDefault()
  select([])
  const [x, y] = screenToGraph(event.clientX, event.clientY)
  const at = [x - 110, y - 20] as const
  if (type) placeType(type, at)
  else placeFiles(files, at)
}

/** Blocks below each other. Where the user must show where a file is, one at a time is asked for. */
function placeFiles(files: readonly File[], [x, y]: Place) {
  const told = files.filter(file => window.patchbay?.pathOf(file))
  for (const [i, file] of (told.length > 0 ? told : files.slice(0, 1)).entries())
    locateDroppedFile(file, path => void addFile(path, [x, y + i * 150]))
}

/** A block let go over a wire it fits into is put in between. */
function placeType(type: string, at: Place) {
  const info = useCatalog.getState().blocks.get(type)
  const spliced = info && takeDropTarget(newBlock(info, at))
  addBlock(type, at, { wires: () => spliced?.join ?? [] })
  setDraggedBlock(undefined)
  const [id] = useEditor.getState().selected
  if (id !== undefined) setTimeout(() => focusBlock(id), 50)
}

/** Opens a pipeline; of any other file, places the block that reads it. */
async function addFile(path: string, at: Place) {
  if (path.endsWith('.patchbay')) return openFile(path)
  try {
    const { type, params } = await patchbay.call('file.block', { path })
    addBlock(type, at, { params })
  } catch (error) {
    notifyError(error)
  }
}
