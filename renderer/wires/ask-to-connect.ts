import { showDialog } from '../app/dialogs.ts'
import { useEditor } from '../app/editor.ts'

/** Asks what the block that was selected last shall be connected to. */
export function askToConnect() {
  const block = useEditor.getState().selected.at(-1)
  if (block !== undefined) showDialog({ kind: 'connect', block })
}
