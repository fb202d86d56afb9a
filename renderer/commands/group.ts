import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, groupSelected } from '../groups/selection.ts'

const command: Command = {
  id: 'group',
  title: text('Group the selection', '将所选模块编组'),
  group: 'edit',
  keys: ['Mod+G'],
  where: 'canvas',
  enabled: anySelected,
  run: groupSelected,
}

export default command
