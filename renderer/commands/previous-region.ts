import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { nextRegion } from '../app/regions.ts'

const command: Command = {
  id: 'previous-region',
  title: text('Go to the part of the window before', '转到窗口的上一部分'),
  group: 'view',
  keys: ['Shift+F6'],
  where: 'window',
  run: () => nextRegion(-1),
}

export default command
