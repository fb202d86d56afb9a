export const isMac = navigator.platform.startsWith('Mac')

/** `Mod+Shift+Z`, `ArrowLeft`, `/`: a key as commands name it. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>,
): string {
  const mod = isMac ? event.metaKey : event.ctrlKey
  const key = nameOf(event)
  const shifted = event.shiftKey && (key.length > 1 || /[a-z]/i.test(key))
  return `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`
}

/** With Alt, a Mac types other letters (Alt+M is µ): then the place on the keyboard counts. */
function nameOf({ key, code, altKey }: Pick<KeyboardEvent, 'key' | 'code' | 'altKey'>): string {
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  if (isMac && altKey && place) return place
  if (key === ' ') return 'Space'
  return key.length === 1 ? key.toUpperCase() : key
}

/** Keys that only change what another key means. */
export const isModifier = (key: string): boolean => ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift'].includes(key)

const keySymbols: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** A key as a keyboard shows it. */
export const keyLabel = (key: string): string =>
  key
    .split(/\+(?=.)/)
    .map(part => keySymbols[part] ?? part)
    .join(isMac ? ' ' : '+')
