import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { togglePanel } from '../runs/run-store.ts'

const command: Command = {
  id: 'toggle-runs',
  title: text('Show or hide the runs', '显示或隐藏运行记录'),
  group: 'run',
  keys: ['Alt+R'],
  where: 'window',
  run: togglePanel,
}

export default command
