import { text } from '../../core/text.ts'
import { useAround } from './around.ts'
import { patchbay } from './connection.ts'
import { showDialog } from './dialogs.ts'
import { useDraft } from './draft.ts'
import { openGraph, useEditor, wholeGraph } from './editor.ts'
import { complain, notify } from './notices.ts'

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

export async function openFile(path: string) {
  try {
    const opened = await patchbay.call('file.open', { path })
    openGraph(opened.graph, opened.path)
    useDraft.setState({ seen: opened.seen ?? undefined })
  } catch (error) {
    complain(error)
  }
}

/** Writes the graph to its file. A file that was not this graph's is only replaced when the user said so. */
export async function saveFile(path: string, overwrite: boolean) {
  const own = path === useEditor.getState().path
  const { seen } = useDraft.getState()
  try {
    const saved = await patchbay.call('file.save', {
      path,
      graph: wholeGraph(),
      overwrite,
      ...(own && seen !== undefined ? { seen } : {}),
    })
    useEditor.setState({ path: saved.path })
    useDraft.setState({ seen: saved.seen ?? undefined })
    useAround.setState(a => (a.around ? { around: { ...a.around, seen: saved.seen } } : a))
    const name = fileName(saved.path)
    notify('info', text(`Saved as ${name}.`, `已保存为 ${name}。`))
  } catch (error) {
    complain(error)
  }
}

/** Takes what the file holds now. What was here stays among the drafts. */
export async function reloadFile() {
  const { path } = useEditor.getState()
  if (path !== undefined) await openFile(path)
}

/** From now on, saving replaces what the file was seen to hold. */
export const keepMine = (seen: string | undefined) => useDraft.setState({ seen })

export const askWhereToSave = () =>
  showDialog({
    kind: 'file',
    mode: 'save',
    name: `${wholeGraph().name.replace(/[\\/:*?"<>|]/g, '-') || 'pipeline'}.patchbay`,
    done: path => void saveFile(path, true),
  })
