import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { zoomOut } from '../canvas/view.ts'

const command: Command = {
  id: 'zoom-out',
  title: text('Zoom out', '缩小'),
  group: 'canvas',
  keys: ['Alt+-'],
  where: 'window',
  run: zoomOut,
}

export default command
