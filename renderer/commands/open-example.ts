import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'open-example',
  title: text('Open an example', '打开示例'),
  group: 'file',
  keys: ['Mod+E'],
  where: 'window',
  run: () => showDialog({ kind: 'examples' }),
}

export default command
