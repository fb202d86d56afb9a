import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { copySelected } from '../clipboard/clipboard.ts'
import { anySelected } from '../groups/selection.ts'

const command: Command = {
  id: 'copy',
  title: text('Copy', '复制'),
  group: 'edit',
  keys: ['Mod+C'],
  where: 'canvas',
  enabled: anySelected,
  native: ['Mod+C'],
  run: copySelected,
}

export default command
