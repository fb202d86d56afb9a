import { useDialogs } from '../state/dialogs.ts'
import { commandAt } from './bindings.ts'
import type { Command } from './command.ts'
import { commands } from './command.ts'
import { keyOf } from './key-names.ts'

/** Runs commands by their keys. */
export function followKeys() {
  window.addEventListener('keydown', event => {
    const key = keyOf(event)
    const command = commandAt(key)
    if (!command || event.defaultPrevented || !commandApplies(command, key, event)) return
    if (command.native?.includes(key)) return
    event.preventDefault()
    if (command.enabled?.() ?? true) command.run()
  })
}

function commandApplies(command: Command, key: string, event: KeyboardEvent): boolean {
  if (useDialogs.getState().dialog !== undefined) return false
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest('[role=menu], [role=listbox]')) return false
  const typing = target.closest('input:not([type=checkbox]), textarea, select') !== null
  if (typing && !key.startsWith('Mod+') && !/^(Shift\+)?F\d+$/.test(key)) return false
  if (typing && textFieldKeys.has(key)) return false
  if (/^(Enter|Space)$/.test(key) && target.closest('button, a, summary, [role=button]')) return false
  // Tab walks through the window as everywhere, unless a mouse user just points at the canvas
  if (key === 'Tab') return target === document.body && document.querySelector('.canvas:hover') !== null
  return command.where === 'window' || target === document.body || target.closest(editingSelector) !== null
}

/** Where the graph is edited. */
const editingSelector = '.canvas, .outline'

/** Keys that belong to a text field while one is typed in. */
const textFieldKeys = new Set(['Mod+A', 'Mod+C', 'Mod+X', 'Mod+V', 'Mod+Shift+V', 'Mod+D'])

export function runCommand(id: string) {
  const command = commands.find(c => c.id === id)
  if (!command) throw new Error(`runCommand: there is no command '${id}'`)
  if (command.enabled?.() ?? true) command.run()
}
