import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { removeSelected } from '../app/editor.ts'

const command: Command = {
  id: 'delete-selection',
  title: text('Delete the selection', '删除所选内容'),
  group: 'edit',
  keys: ['Delete', 'Backspace'],
  where: 'canvas',
  run: removeSelected,
}

export default command
