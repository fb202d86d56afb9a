import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { nextRegion } from '../app/regions.ts'

const command: Command = {
  id: 'next-region',
  title: text('Go to the next part of the window', '转到窗口的下一部分'),
  group: 'view',
  keys: ['F6'],
  where: 'window',
  run: () => nextRegion(1),
}

export default command
