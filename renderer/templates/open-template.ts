import { Refusals } from '../../core/problem.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { openGraph } from '../document/editor.ts'
import { closeDialog } from '../state/dialogs.ts'
import { notifyError } from '../state/notices.ts'
import { textNow } from '../text/use-text.ts'
import type { Template } from './templates.ts'
import { withUserFile } from './user-file.ts'

/** The graph of a template, named in the reader's language. */
function graphOf(template: Template) {
  const found = useCatalog.getState().examples.find(({ id }) => id === template.id)
  if (!found) throw new Error(`graphOf: there is no example '${template.id}'`)
  return template.fixedName ? found.graph : { ...found.graph, name: textNow().say(template.title) }
}

/** Puts a template on the canvas, on its sample data. */
export function openTemplate(template: Template) {
  openGraph(graphOf(template))
  closeDialog()
}

/** Puts a template on the canvas with the user's file in place of the sample data. Gives whether the file could be used. */
export async function openTemplateWith(template: Template, path: string): Promise<boolean> {
  try {
    const file = await patchbay.call('file.block', { path })
    openGraph(withUserFile(graphOf(template), file, template.shape, useCatalog.getState().blocks))
    closeDialog()
    return true
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    notifyError(error)
    return false
  }
}
