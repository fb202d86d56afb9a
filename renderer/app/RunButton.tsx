import { Play, Square } from 'lucide-react'
import { useLiveRun, useRuns } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'
import { useKeysOf } from './bindings.ts'
import { blocking, useChecking } from './checking.ts'
import { runCommand } from './commands.ts'
import { useWholeGraph } from './editor.ts'
import { keyLabel } from './keys.ts'
import { wordsWithBlock } from './problem-words.ts'

/** Run, or Stop while a run goes on. A pipeline with problems says in its tip why it cannot run. */
export function RunButton() {
  const { t, say } = useText()
  const live = useLiveRun()
  const keys = useKeysOf('run')
  const graph = useWholeGraph()
  const beginning = useRuns(r => r.beginning)
  const [problem] = useChecking(c => c.problems).filter(p => blocking([p]).length > 0)
  if (live) {
    const stopping = live.state === 'stopping'
    return (
      <button type="button" className="button stop" disabled={stopping} onClick={() => runCommand('stop')}>
        <Square size={14} aria-hidden /> {stopping ? t.stopping : t.stop}
      </button>
    )
  }
  const closed = graph.blocks.length === 0 || problem !== undefined || beginning
  const tip = problem ? say(wordsWithBlock(problem, graph)) : keys.map(keyLabel).join(' ')
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
