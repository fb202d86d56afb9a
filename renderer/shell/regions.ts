import { useEditor } from '../document/editor.ts'
import { focusOnCanvas } from '../react-flow/viewport.ts'

/** The parts of the window, in the order they are read. */
const regions = [
  '.top-bar',
  '.block-list',
  '.simple-nav',
  '.simple',
  '.outline',
  '.canvas',
  '.inspector',
  '.runs-panel',
]

/** Moves the keyboard's focus to the next or previous part of the window that is shown. */
export function focusNextRegion(step: 1 | -1) {
  const shown = regions.flatMap(name => document.querySelector<HTMLElement>(name) ?? [])
  const at = shown.findIndex(region => region.contains(document.activeElement))
  const next = shown.at(at < 0 ? 0 : (at + step) % shown.length)
  if (next) focusRegion(next)
}

function focusRegion(region: HTMLElement) {
  const [block] = useEditor.getState().selected
  if (region.matches('.canvas') && block !== undefined) void focusOnCanvas(block)
  else (region.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]') ?? firstFocusable(region))?.focus()
}

/** What Tab would come to first. */
const firstFocusable = (region: HTMLElement) =>
  region.querySelector<HTMLElement>(
    '[tabindex="0"], button:not(:disabled, [tabindex="-1"]), input:not(:disabled), select, textarea',
  )

/** The field with the name of the selected block. */
export function focusName() {
  const field = document.querySelector<HTMLInputElement>('.inspector .title-input')
  field?.focus()
  field?.select()
}

/** The first setting of the selected block; where it has none, its first port. */
export const focusSettings = () => {
  const settings = [...document.querySelectorAll<HTMLElement>('.inspector section')]
  settings
    .map(firstFocusable)
    .find(field => field !== null)
    ?.focus()
}
