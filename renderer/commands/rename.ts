import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { focusName } from '../app/regions.ts'

const command: Command = {
  id: 'rename',
  title: text('Rename the block', '重命名模块'),
  group: 'edit',
  keys: ['F2'],
  where: 'window',
  run: focusName,
}

export default command
