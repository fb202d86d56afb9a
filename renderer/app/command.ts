import type { Text } from '../../core/text.ts'

/** One thing a user can do. A file in commands/ exports one as its default; nothing else is edited to add it. */
export interface Command {
  readonly id: string
  readonly title: Text
  readonly group: 'file' | 'edit' | 'canvas' | 'run' | 'view'
  /** `Mod` is Ctrl, or Command on a Mac. */
  readonly keys: readonly string[]
  /** `canvas`: its keys work only while the canvas has the focus. */
  readonly where: 'window' | 'canvas'
  readonly enabled?: () => boolean
  readonly run: (key: string) => void
}
