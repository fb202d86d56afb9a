import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { addNote } from '../groups/selection.ts'

const command: Command = {
  id: 'add-note',
  title: text('Add a note', '添加便签'),
  group: 'canvas',
  keys: ['N'],
  where: 'canvas',
  run: () => addNote(),
}

export default command
