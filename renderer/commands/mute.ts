import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, switchOff } from '../groups/selection.ts'

const command: Command = {
  id: 'mute',
  title: text('Mute the selection, or take it in again', '停用或重新启用所选模块'),
  group: 'edit',
  keys: ['Mod+M'],
  where: 'canvas',
  enabled: anySelected,
  run: () => switchOff('mute'),
}

export default command
