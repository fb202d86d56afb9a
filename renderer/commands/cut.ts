import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { cutSelected } from '../clipboard/clipboard.ts'
import { anySelected } from '../groups/selection.ts'

const command: Command = {
  id: 'cut',
  title: text('Cut', '剪切'),
  group: 'edit',
  keys: ['Mod+X'],
  where: 'canvas',
  enabled: anySelected,
  native: ['Mod+X'],
  run: cutSelected,
}

export default command
