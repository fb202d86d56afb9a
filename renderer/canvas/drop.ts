import type { DragEvent } from 'react'
import { patchbay } from '../app/connection.ts'
import { locate } from '../app/dropped-file.ts'
import { addBlock, select } from '../app/editor.ts'
import { openFile } from '../app/files.ts'
import { complain } from '../app/notices.ts'
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
  else if (file) locate(file, path => void addFile(path, at))
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
