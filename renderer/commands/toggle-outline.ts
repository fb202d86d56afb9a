import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { choose, useSettings } from '../app/settings.ts'

const command: Command = {
  id: 'toggle-outline',
  title: text('Show or hide the outline', '显示或隐藏大纲'),
  group: 'view',
  keys: ['Alt+T'],
  where: 'window',
  run: () => choose('outline', useSettings.getState().outline === 'shown' ? 'hidden' : 'shown'),
}

export default command
