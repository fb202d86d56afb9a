import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { choose, useSettings } from '../app/settings.ts'

const command: Command = {
  id: 'switch-view',
  title: text('Switch between canvas and simple view', '切换画布与简洁视图'),
  group: 'view',
  keys: ['Alt+V'],
  where: 'window',
  run: () => choose('view', useSettings.getState().view === 'canvas' ? 'simple' : 'canvas'),
}

export default command
