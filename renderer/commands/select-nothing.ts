import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { select } from '../app/editor.ts'

const command: Command = {
  id: 'select-nothing',
  title: text('Select nothing', '取消选择'),
  group: 'edit',
  keys: ['Escape'],
  where: 'canvas',
  run: () => select([]),
}

export default command
