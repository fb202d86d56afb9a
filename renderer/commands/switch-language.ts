import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { choose, useSettings } from '../app/settings.ts'

const command: Command = {
  id: 'switch-language',
  title: text('Switch English / 中文', '切换 English / 中文'),
  group: 'view',
  keys: ['Alt+L'],
  where: 'window',
  run: () => choose('language', useSettings.getState().language === 'en' ? 'zh' : 'en'),
}

export default command
