import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { nudge } from '../canvas/walk.ts'

const command: Command = {
  id: 'move',
  title: text('Move the selection', '移动所选模块'),
  group: 'canvas',
  keys: ['Mod+ArrowLeft', 'Mod+ArrowRight', 'Mod+ArrowUp', 'Mod+ArrowDown'],
  where: 'canvas',
  run: nudge,
}

export default command
