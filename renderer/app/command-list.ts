import type { Command } from './command.ts'

const files = import.meta.glob<Command | readonly Command[]>('../commands/*.ts', { eager: true, import: 'default' })

/** Every command, found by folder. */
export const commands: readonly Command[] = Object.values(files).flat()
