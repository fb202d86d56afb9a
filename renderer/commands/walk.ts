import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { type Direction, walk } from '../canvas/walk.ts'

const command = (direction: Direction, en: string, zh: string): Command => ({
  id: `walk-${direction}`,
  title: text(`Walk ${en}`, `移到${zh}的模块`),
  group: 'canvas',
  keys: [`Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
  where: 'canvas',
  run: () => walk(direction),
})

export default [
  command('left', 'left', '左侧'),
  command('right', 'right', '右侧'),
  command('up', 'up', '上方'),
  command('down', 'down', '下方'),
]
