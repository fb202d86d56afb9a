import { Play, Square } from 'lucide-react'
import { messageWithBlock } from '../checks/problem-text.ts'
import { blockingProblems, useChecking } from '../document/checking.ts'
import { useWholeGraph } from '../document/editor.ts'
import { useKeysOf } from '../keys/bindings.ts'
import { keyLabel } from '../keys/key-names.ts'
import { runCommand } from '../keys/run-command.ts'
import { useLiveRun, useRuns } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'

/** Run, or Stop while a run goes on. A pipeline with problems says in its tip why it cannot run. */
export function RunButton() {
  const { t, say } = useText()
  const live = useLiveRun()
  const keys = useKeysOf('run')
  const graph = useWholeGraph()
  const beginning = useRuns(r => r.starting)
  const [problem] = useChecking(c => c.problems).filter(p => blockingProblems([p]).length > 0)
  if (live) {
    const stopping = live.state === 'stopping'
    return (
      <button type="button" className="button stop" disabled={stopping} onClick={() => runCommand('stop')}>
        <Square size={14} aria-hidden /> {stopping ? t.stopping : t.stop}
      </button>
    )
  }
  const closed = graph.blocks.length === 0 || problem !== undefined || beginning
  const tip = problem ? say(messageWithBlock(problem, graph)) : keys.map(keyLabel).join(' ')
  return (
    <button
      type="button"
      className="button primary"
      aria-disabled={closed} // the focus still comes here, so that a screen reader can say why
      title={tip}
      onClick={() => closed || runCommand('run')}
    >
      <Play size={14} aria-hidden /> {beginning ? t.beginning : t.run}
    </button>
  )
}
