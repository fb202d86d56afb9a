import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { zoomWhole } from '../canvas/view.ts'

const command: Command = {
  id: 'zoom-whole',
  title: text('Zoom to 100 %', '缩放到 100 %'),
  group: 'canvas',
  keys: ['Mod+0'],
  where: 'window',
  run: zoomWhole,
}

export default command
