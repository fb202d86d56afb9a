import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'change-keys',
  title: text('Change the keys', '更改快捷键'),
  group: 'view',
  keys: [],
  where: 'window',
  run: () => showDialog({ kind: 'keys' }),
}

export default command
