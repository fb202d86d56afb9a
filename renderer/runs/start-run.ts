import { patchbay } from '../app/connection.ts'
import { endAction, wholeGraph } from '../app/editor.ts'
import { complain, notify } from '../app/notices.ts'
import { asksNothing } from '../preview/no-loss.ts'
import { en } from '../text/en.ts'
import { zh } from '../text/zh.ts'
import { showRun } from './run-list.ts'
import { learn, useRuns } from './run-store.ts'

const nothingToLearn = { en: en.noLoss, zh: zh.noLoss }

/** Trains the graph on the canvas, and shows the run. */
export async function startRun() {
  endAction()
  if (asksNothing(wholeGraph())) return notify('refused', nothingToLearn)
  try {
    const run = await patchbay.call('run.start', { graph: wholeGraph() })
    learn(run)
    useRuns.setState({ visible: true, tab: 'curve' })
    showRun(run.id)
  } catch (error) {
    complain(error)
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
