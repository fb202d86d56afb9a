import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, selectUpstream } from '../groups/selection.ts'

const command: Command = {
  id: 'select-upstream',
  title: text('Select all that feeds the selection', '选择上游模块'),
  group: 'edit',
  keys: ['['],
  where: 'canvas',
  enabled: anySelected,
  run: selectUpstream,
}

export default command
