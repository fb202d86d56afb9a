import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { fitCanvas } from '../canvas/view.ts'

const command: Command = {
  id: 'fit-view',
  title: text('Show everything', '显示全部'),
  group: 'canvas',
  keys: ['.'],
  where: 'window',
  run: fitCanvas,
}

export default command
