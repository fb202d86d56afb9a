import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { togglePreview } from '../preview/preview-store.ts'

const command: Command = {
  id: 'toggle-preview',
  title: text('Show or hide what leaves the selected block', '显示或隐藏所选模块的输出'),
  group: 'view',
  keys: ['Alt+P'],
  where: 'window',
  run: togglePreview,
}

export default command
