import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { duplicateSelected } from '../app/editor.ts'

const command: Command = {
  id: 'duplicate',
  title: text('Duplicate the selection', '复制所选模块'),
  group: 'edit',
  keys: ['Mod+D'],
  where: 'canvas',
  run: duplicateSelected,
}

export default command
