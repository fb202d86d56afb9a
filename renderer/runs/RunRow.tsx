import { Trash2, Workflow } from 'lucide-react'
import { useState } from 'react'
import type { Run } from '../../core/run/run.ts'
import { useTaskTitle } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { openGraph } from '../document/editor.ts'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'
import { deleteRun, setCompared, showRun } from './run-list.ts'
import { isLive } from './run-store.ts'

interface RunRowProps {
  readonly run: Run
  readonly shown: boolean
  /** Its place among the compared runs; −1 when it is not one of them. */
  readonly compared: number
}

export function RunRow({ run, shown, compared }: RunRowProps) {
  const { t, f, say } = useText()
  const taskTitle = useTaskTitle()
  const speed = run.seconds > 0 ? f.short(run.tokens / run.seconds) : '–'
  return (
    <tr data-shown={shown} onClick={() => showRun(run.id)}>
      <td>
        <input
          type="checkbox"
          aria-label={t.selectRun(run.name)}
          checked={compared >= 0}
          data-series={compared >= 0 ? compared % 6 : undefined}
          onClick={e => e.stopPropagation()}
          onChange={e => setCompared(run.id, e.target.checked)}
        />
      </td>
      <td className="run-name">
        <button type="button" aria-label={t.chooseRun(run.name)} aria-pressed={shown}>
          {run.name}
        </button>
      </td>
      <td title={run.problem && say(run.problem.message)}>
        <span className="run-state" data-state={run.state}>
          {t.states[run.state]}
        </span>
      </td>
      <td>{taskTitle(run.task)}</td>
      <td className="number">
        {f.whole(run.step)}/{f.whole(run.steps)}
      </td>
      <td className="number">{f.loss(run.latest['validation/loss'] ?? run.latest['train/loss'])}</td>
      <td className="number">{speed}</td>
      <td className="moment">{f.moment(run.started)}</td>
      <td>
        <RowTools run={run} />
      </td>
    </tr>
  )
}

function RowTools({ run }: { readonly run: Run }) {
  const { t } = useText()
  const [sure, setSure] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only keeps the buttons' clicks from choosing the row
    <span className="tools" onClick={e => e.stopPropagation()}>
      <button
        type="button"
        className="icon-button tiny"
        aria-label={`${t.openGraph}: ${run.name}`}
        title={t.openGraph}
        onClick={() => void openRunGraph(run.id)}
      >
        <Workflow size={13} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button tiny"
        data-sure={sure}
        disabled={isLive(run)}
        aria-label={sure ? t.deleteSure : t.deleteRun(run.name)}
        title={sure ? t.deleteSure : t.deleteRun(run.name)}
        onClick={() => (sure ? void deleteRun(run.id) : setSure(true))}
        onBlur={() => setSure(false)}
      >
        <Trash2 size={13} aria-hidden />
      </button>
    </span>
  )
}

async function openRunGraph(run: string) {
  try {
    openGraph(await patchbay.call('run.graph', { run }))
  } catch (error) {
    notifyError(error)
  }
}
