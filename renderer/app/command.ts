import type { Text } from '../../core/text.ts'

/** One thing a user can do. A file in commands/ exports one (or its few variants) as its default; nothing else is edited to add it. */
export interface Command {
  readonly id: string
  readonly title: Text
  readonly group: CommandGroup
  /** The keys it has until the user chooses others. `Mod` is Ctrl, or Command on a Mac. */
  readonly keys: readonly string[]
  /** `canvas`: its keys work only while the canvas or the outline has the focus. */
  readonly where: 'window' | 'canvas'
  readonly enabled?: () => boolean
  /** Keys that the browser turns into an event of its own, which does the work. */
  readonly native?: readonly string[]
  readonly run: () => void
}

export const commandGroups = ['file', 'edit', 'canvas', 'run', 'view'] as const
export type CommandGroup = (typeof commandGroups)[number]
