import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { isLive, useRuns } from '../runs/run-store.ts'
import { stopRun } from '../runs/start-run.ts'

const command: Command = {
  id: 'stop',
  title: text('Stop the run', '停止运行'),
  group: 'run',
  keys: ['Mod+Alt+Enter'],
  where: 'window',
  run: () => {
    const run = useRuns.getState().runs.find(isLive)
    if (run) void stopRun(run.id)
  },
}

export default command
