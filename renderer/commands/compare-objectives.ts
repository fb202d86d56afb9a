import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'compare-objectives',
  title: text('Compare all three objectives', '比较三种目标'),
  group: 'run',
  keys: [],
  where: 'window',
  run: () => showDialog({ kind: 'compare-ways' }),
}

export default command
