import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'command-palette',
  title: text('Find a command', '查找命令'),
  group: 'view',
  keys: ['Mod+K', 'Mod+Shift+P'],
  where: 'window',
  run: () => showDialog({ kind: 'commands' }),
}

export default command
