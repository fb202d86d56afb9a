import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, selectDownstream } from '../groups/selection.ts'

const command: Command = {
  id: 'select-downstream',
  title: text('Select all that the selection feeds', '选择下游模块'),
  group: 'edit',
  keys: [']'],
  where: 'canvas',
  enabled: anySelected,
  run: selectDownstream,
}

export default command
