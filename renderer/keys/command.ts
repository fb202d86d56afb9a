import type { Text } from '../../core/text.ts'

/** One thing a user can do. The tables in commands/ list them; nothing else is edited to add one. */
export interface Command {
  readonly id: string
  readonly title: Text
  /** Other words that people search it by. */
  readonly keywords?: readonly string[]
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

const registered: Command[] = []

/** Every command; main.tsx finds them by folder and registers them before the window is drawn. */
export const commands: readonly Command[] = registered

export const registerCommands = (found: readonly Command[]) => void registered.push(...found)
