import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'help',
  title: text('Keys and help', '快捷键与帮助'),
  group: 'view',
  keys: ['F1'],
  where: 'window',
  run: () => showDialog({ kind: 'help' }),
}

export default command
