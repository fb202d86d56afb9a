import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { startTour } from '../tour/start-tour.ts'

const command: Command = {
  id: 'tour',
  title: text('Show me around', '新手导览'),
  group: 'view',
  keys: ['Shift+F1'],
  where: 'window',
  run: startTour,
}

export default command
