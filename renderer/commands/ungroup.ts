import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anyGrouped, ungroupSelected } from '../groups/selection.ts'

const command: Command = {
  id: 'ungroup',
  title: text('Ungroup', '取消编组'),
  group: 'edit',
  keys: ['Mod+Shift+G'],
  where: 'canvas',
  enabled: anyGrouped,
  run: ungroupSelected,
}

export default command
