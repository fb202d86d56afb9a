import { showDialog } from '../app/dialogs.ts'
import { openTemplate } from '../templates/open-template.ts'
import { templates } from '../templates/templates.ts'
import { worthATour } from './steps.ts'

const key = 'toured'

/** Whether this person saw the tour, or skipped it. */
export const toured = (): boolean => localStorage.getItem(key) === 'yes'
export const endTour = () => localStorage.setItem(key, 'yes')

/** Begins the tour, on the pipeline that is open, or on a template where that has nothing to show. */
export function startTour() {
  const [first] = templates
  if (!worthATour() && first) openTemplate(first)
  showDialog({ kind: 'tour', step: 0 })
}
