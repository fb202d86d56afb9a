import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { startRun } from '../runs/start-run.ts'

const command: Command = {
  id: 'run',
  title: text('Run', '运行'),
  group: 'run',
  keys: ['Mod+Enter'],
  where: 'window',
  run: () => void startRun(),
}

export default command
