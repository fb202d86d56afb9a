import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { zoomIn } from '../canvas/view.ts'

const command: Command = {
  id: 'zoom-in',
  title: text('Zoom in', '放大'),
  group: 'canvas',
  keys: ['Alt+=', 'Alt++'],
  where: 'window',
  run: zoomIn,
}

export default command
