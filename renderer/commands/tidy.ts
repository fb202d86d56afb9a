import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { tidy } from '../canvas/tidy.ts'

const command: Command = {
  id: 'tidy',
  title: text('Tidy up', '整理布局'),
  group: 'canvas',
  keys: ['Shift+A'],
  where: 'window',
  run: tidy,
}

export default command
