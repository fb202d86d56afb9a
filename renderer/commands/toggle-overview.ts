import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { choose, useSettings } from '../app/settings.ts'

const command: Command = {
  id: 'toggle-overview',
  title: text('Show or hide the overview', '显示或隐藏缩略图'),
  group: 'canvas',
  keys: ['Alt+M'],
  where: 'window',
  run: () => choose('overview', useSettings.getState().overview === 'shown' ? 'hidden' : 'shown'),
}

export default command
