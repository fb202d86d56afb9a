import { text } from '../../core/text.ts'
import { patchbay } from '../connection/client.ts'
import { showDialog } from '../state/dialogs.ts'
import { notify, notifyError } from '../state/notices.ts'
import { useDraft } from './draft.ts'
import { openGraph, useEditor, wholeGraph } from './editor.ts'
import { usePresence } from './presence.ts'

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

export async function openFile(path: string) {
  try {
    const opened = await patchbay.call('file.open', { path })
    openGraph(opened.graph, opened.path)
    useDraft.setState({ seen: opened.seen ?? undefined })
  } catch (error) {
    notifyError(error)
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
    usePresence.setState(a => (a.around ? { around: { ...a.around, seen: saved.seen } } : a))
    const name = fileName(saved.path)
    notify('info', text(`Saved as ${name}.`, `已保存为 ${name}。`))
  } catch (error) {
    notifyError(error)
  }
}

/** Takes what the file holds now. What was here stays among the drafts. */
export async function reloadFile() {
  const { path } = useEditor.getState()
  if (path !== undefined) await openFile(path)
}

/** From now on, saving replaces what the file was seen to hold. */
export const acceptFileStamp = (seen: string | undefined) => useDraft.setState({ seen })

export const saveFileAs = () =>
  showDialog({
    kind: 'file',
    mode: 'save',
    name: `${wholeGraph().name.replace(/[\\/:*?"<>|]/g, '-') || 'pipeline'}.patchbay`,
    done: path => void saveFile(path, true),
  })

/** Finds where a dropped file lies. A page in a browser learns its name only, so there the user shows where it is. */
export function locateDroppedFile(file: File, done: (path: string) => void) {
  const path = window.patchbay?.pathOf(file)
  if (path) return done(path)
  notify(
    'info',
    text(
      `Choose the location of “${file.name}”: the browser does not tell the app where it is.`,
      `请选择“${file.name}”的位置：浏览器不会告知应用。`,
    ),
  )
  showDialog({ kind: 'file', mode: 'pick', done })
}
