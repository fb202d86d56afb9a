import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, switchPinned } from '../groups/selection.ts'

const command: Command = {
  id: 'pin',
  title: text('Pin the selection, or let it go', '固定或取消固定所选模块'),
  group: 'edit',
  keys: ['P'],
  where: 'canvas',
  enabled: anySelected,
  run: switchPinned,
}

export default command
