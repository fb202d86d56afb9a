import { text } from '../../core/text.ts'
import type { Command } from '../keys/command.ts'
import { isLive, toggleRunsPanel, useRuns } from '../runs/run-store.ts'
import { startRun, stopRun } from '../runs/start-run.ts'
import { showDialog } from '../state/dialogs.ts'

/** Training and what it gives. */
const commands: readonly Command[] = [
  {
    id: 'run',
    title: text('Run', '运行'),
    group: 'run',
    keys: ['Mod+Enter'],
    where: 'window',
    run: () => void startRun(),
  },
  {
    id: 'stop',
    title: text('Stop the run', '停止运行'),
    group: 'run',
    keys: ['Mod+Alt+Enter'],
    where: 'window',
    run: () => {
      const run = useRuns.getState().runs.find(isLive)
      if (run) void stopRun(run.id)
    },
  },
  {
    id: 'compare-objectives',
    title: text('Compare all three objectives', '比较三种训练目标'),
    group: 'run',
    keys: [],
    where: 'window',
    run: () => showDialog({ kind: 'compare-ways' }),
  },
  {
    id: 'toggle-runs',
    title: text('Show or hide the runs', '显示或隐藏运行记录'),
    group: 'run',
    keys: ['Alt+R'],
    where: 'window',
    run: toggleRunsPanel,
  },
]

export default commands
