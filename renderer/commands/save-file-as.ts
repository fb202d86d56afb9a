import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { askWhereToSave } from '../app/files.ts'

const command: Command = {
  id: 'save-file-as',
  title: text('Save as…', '另存为…'),
  group: 'file',
  keys: ['Mod+Shift+S'],
  where: 'window',
  run: askWhereToSave,
}

export default command
