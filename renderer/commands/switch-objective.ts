import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'switch-objective',
  title: text('Switch the objective', '切换目标'),
  group: 'edit',
  keys: ['Alt+O'],
  where: 'window',
  run: () => showDialog({ kind: 'switch' }),
}

export default command
