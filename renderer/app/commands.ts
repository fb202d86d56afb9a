import type { Command } from './command.ts'
import { useDialogs } from './dialogs.ts'

const files = import.meta.glob<Command>('../commands/*.ts', { eager: true, import: 'default' })

/** Every command, found by folder. */
export const commands: readonly Command[] = Object.values(files)

const byKey = new Map(commands.flatMap(c => c.keys.map(key => [key, c] as const)))

export const mac = navigator.platform.startsWith('Mac')

/** Runs commands by their keys. */
export function followKeys() {
  window.addEventListener('keydown', event => {
    const key = keyOf(event)
    const command = byKey.get(key)
    if (!command || event.defaultPrevented || !listens(command, key, event)) return
    event.preventDefault()
    if (command.enabled?.() ?? true) command.run(key)
  })
}

/** `Mod+Shift+Z`, `ArrowLeft`, `/`: a key as commands name it. */
export function keyOf(event: KeyboardEvent): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const shifted = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))
  return `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`
}

function listens(command: Command, key: string, event: KeyboardEvent): boolean {
  if (useDialogs.getState().dialog !== undefined) return false
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest('[role=menu], [role=listbox]')) return false
  const typing = target.closest('input:not([type=checkbox]), textarea, select') !== null
  if (typing && !key.startsWith('Mod+') && !/^F\d+$/.test(key)) return false
  if (typing && textKeys.has(key)) return false
  // Tab walks through the window as everywhere, unless a mouse user just points at the canvas
  if (key === 'Tab') return target === document.body && document.querySelector('.canvas:hover') !== null
  return command.where === 'window' || target === document.body || target.closest('.canvas') !== null
}

/** Keys that belong to a text field while one is typed in. */
const textKeys = new Set(['Mod+A', 'Mod+C', 'Mod+X', 'Mod+V', 'Mod+D'])

/** A key as a keyboard shows it. */
export const keyLabel = (key: string): string =>
  key
    .replace('Mod', mac ? '⌘' : 'Ctrl')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .split('+')
    .join(mac ? ' ' : '+')

export function runCommand(id: string) {
  const command = commands.find(c => c.id === id)
  if (!command) throw new Error(`runCommand: there is no command '${id}'`)
  if (command.enabled?.() ?? true) command.run('')
}

export const keysOf = (id: string): readonly string[] => commands.find(c => c.id === id)?.keys ?? []
