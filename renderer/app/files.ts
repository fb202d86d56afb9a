import { text } from '../../core/text.ts'
import { patchbay } from './connection.ts'
import { showDialog } from './dialogs.ts'
import { openGraph, useEditor, wholeGraph } from './editor.ts'
import { complain, notify } from './notices.ts'

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

export async function openFile(path: string) {
  try {
    const opened = await patchbay.call('file.open', { path })
    openGraph(opened.graph, opened.path)
  } catch (error) {
    complain(error)
  }
}

/** Writes the graph to its file. A file that was not this graph's is only replaced when the user said so. */
export async function saveFile(path: string, overwrite: boolean) {
  try {
    const saved = await patchbay.call('file.save', { path, graph: wholeGraph(), overwrite })
    useEditor.setState({ path: saved.path })
    const name = fileName(saved.path)
    notify('info', text(`Saved as ${name}.`, `已保存为 ${name}。`))
  } catch (error) {
    complain(error)
  }
}

export const askWhereToSave = () =>
  showDialog({
    kind: 'file',
    mode: 'save',
    name: `${wholeGraph().name.replace(/[\\/:*?"<>|]/g, '-') || 'pipeline'}.patchbay`,
    done: path => void saveFile(path, true),
  })
