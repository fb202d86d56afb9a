import { text } from '../../core/text.ts'
import { messageWithBlock } from '../checks/problem-text.ts'
import { patchbay } from '../connection/client.ts'
import { endAction, wholeGraph } from '../document/editor.ts'
import { checkForLoss, noLossProblems } from '../document/no-loss.ts'
import { announce, notify, notifyError } from '../state/notices.ts'
import { showRun } from './run-list.ts'
import { upsertRun, useRuns } from './run-store.ts'

/** Trains the graph on the canvas, and shows the run; unless its batches ask for nothing. */
export async function startRun() {
  endAction()
  const graph = wholeGraph()
  if (useRuns.getState().starting) return
  useRuns.setState({ starting: true })
  try {
    await checkForLoss(graph)
    const idle = noLossProblems(graph)
    for (const problem of idle) notify('refused', messageWithBlock(problem, graph), problem.fix)
    if (idle.length > 0) return
    const run = await patchbay.call('run.start', { graph })
    upsertRun(run)
    useRuns.setState({ visible: true, tab: 'curve' })
    showRun(run.id)
    announce(text('Training started.', '训练已开始。'))
  } catch (error) {
    notifyError(error)
  } finally {
    useRuns.setState({ starting: false })
  }
}

/** Asks a run to stop; it saves a checkpoint first. */
export async function stopRun(id: string) {
  try {
    upsertRun(await patchbay.call('run.stop', { run: id }))
  } catch (error) {
    notifyError(error)
  }
}
