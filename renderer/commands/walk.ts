import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { walk } from '../canvas/walk.ts'

const command: Command = {
  id: 'walk',
  title: text('Walk to the next block', '移到相邻模块'),
  group: 'canvas',
  keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  where: 'canvas',
  run: walk,
}

export default command
