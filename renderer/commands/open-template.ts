import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'open-template',
  title: text('Start from a template', '从模板开始'),
  group: 'file',
  keys: ['Mod+E'],
  where: 'window',
  run: () => showDialog({ kind: 'templates' }),
}

export default command
