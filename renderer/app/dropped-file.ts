import { text } from '../../core/text.ts'
import { showDialog } from './dialogs.ts'
import { notify } from './notices.ts'

/** Finds where a dropped file lies. A page in a browser learns its name only, so there the user shows where it is. */
export function locate(file: File, done: (path: string) => void) {
  const path = window.patchbay?.pathOf(file)
  if (path) return done(path)
  notify(
    'info',
    text(`Show where “${file.name}” is: a browser does not tell.`, `请指出“${file.name}”的位置：浏览器不会告知。`),
  )
  showDialog({ kind: 'file', mode: 'pick', done })
}
