import { ArrowDown, ArrowUp, Pause, Play, X } from 'lucide-react'
import type { QueuedRun } from '../../core/run/run.ts'
import { useText } from '../text/use-text.ts'
import { moveQueued, removeQueued, setQueueRunning, useQueue } from './queue-store.ts'

/** Trainings that wait for their turn, the next one first. */
export function QueueList() {
  const { t } = useText()
  const { items, going } = useQueue()
  if (items.length === 0) return null
  return (
    <section className="queue" aria-label={t.queue}>
      <header>
        <h3>{t.queue}</h3>
        {!going && <span className="quiet">{t.queueWaits}</span>}
        <button type="button" className="button small" onClick={() => void setQueueRunning(!going)}>
          {going ? <Pause size={13} aria-hidden /> : <Play size={13} aria-hidden />} {going ? t.queueHold : t.queueGo}
        </button>
      </header>
      <ol>
        {items.map((item, place) => (
          <QueuedRow key={item.id} item={item} place={place} last={place === items.length - 1} />
        ))}
      </ol>
    </section>
  )
}

function QueuedRow({
  item,
  place,
  last,
}: {
  readonly item: QueuedRun
  readonly place: number
  readonly last: boolean
}) {
  const { t, say } = useText()
  const { id, name, problem } = item
  return (
    <li>
      <span className="queue-name">{name}</span>
      {problem && (
        <span className="queue-problem">
          {say(problem.message)} {say(problem.fix)}
        </span>
      )}
      <span className="tools">
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t.queueFirst(name)}
          disabled={place === 0}
          onClick={() => void moveQueued(id, place - 1)}
        >
          <ArrowUp size={13} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t.queueLater(name)}
          disabled={last}
          onClick={() => void moveQueued(id, place + 1)}
        >
          <ArrowDown size={13} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t.queueRemove(name)}
          onClick={() => void removeQueued(id)}
        >
          <X size={13} aria-hidden />
        </button>
      </span>
    </li>
  )
}
