import { text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { patchbay } from '../app/connection.ts'
import { endAction, wholeGraph } from '../app/editor.ts'
import { complain, notify } from '../app/notices.ts'
import { wordsWithBlock } from '../app/problem-words.ts'
import { lookForLoss, noLossIn } from '../preview/no-loss.ts'
import { showRun } from './run-list.ts'
import { learn, useRuns } from './run-store.ts'

/** Trains the graph on the canvas, and shows the run; unless its batches ask for nothing. */
export async function startRun() {
  endAction()
  const graph = wholeGraph()
  if (useRuns.getState().beginning) return
  useRuns.setState({ beginning: true })
  try {
    await lookForLoss(graph)
    const idle = noLossIn(graph)
    for (const problem of idle) notify('refused', wordsWithBlock(problem, graph), problem.fix)
    if (idle.length > 0) return
    const run = await patchbay.call('run.start', { graph })
    learn(run)
    useRuns.setState({ visible: true, tab: 'curve' })
    showRun(run.id)
    announce(text('The training begins.', '训练开始。'))
  } catch (error) {
    complain(error)
  } finally {
    useRuns.setState({ beginning: false })
  }
}

/** Asks a run to stop; it saves a checkpoint first. */
export async function stopRun(id: string) {
  try {
    learn(await patchbay.call('run.stop', { run: id }))
  } catch (error) {
    complain(error)
  }
}
