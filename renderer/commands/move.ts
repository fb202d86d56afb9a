import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { nudge } from '../canvas/nudge.ts'
import type { Direction } from '../canvas/walk.ts'

const command = (direction: Direction, en: string, zh: string): Command => ({
  id: `move-${direction}`,
  title: text(`Move the selection ${en}`, `向${zh}移动所选模块`),
  group: 'canvas',
  keys: [`Mod+Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
  where: 'canvas',
  run: () => nudge(direction),
})

export default [
  command('left', 'left', '左'),
  command('right', 'right', '右'),
  command('up', 'up', '上'),
  command('down', 'down', '下'),
]
