import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'add-block',
  title: text('Add a block', '添加模块'),
  group: 'canvas',
  keys: ['/', 'Tab'],
  where: 'window',
  run: () => showDialog({ kind: 'add' }),
}

export default command
