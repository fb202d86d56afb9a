import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { choose, useSettings } from '../app/settings.ts'

const command: Command = {
  id: 'switch-pointing',
  title: text('Switch mouse / trackpad', '切换鼠标 / 触控板'),
  group: 'canvas',
  keys: [],
  where: 'window',
  run: () => choose('pointing', useSettings.getState().pointing === 'mouse' ? 'trackpad' : 'mouse'),
}

export default command
