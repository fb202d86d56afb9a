import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { focusSettings } from '../app/regions.ts'

const command: Command = {
  id: 'edit-settings',
  title: text('Go to the settings of the block', '转到模块设置'),
  group: 'edit',
  keys: ['Enter'],
  where: 'canvas',
  run: focusSettings,
}

export default command
