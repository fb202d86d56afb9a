import { CloudDownload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { HubContents, HubProgress } from '../../core/data/hub-contents.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { patchbay } from '../connection/client.ts'
import { change, endAction } from '../document/editor.ts'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'

interface HubInputProps {
  readonly id: string
  readonly placed: PlacedBlock
  readonly value: string
}

/** Where a download lies, what else there is, and the button that downloads: nothing goes to the internet without it. */
export function HubInput({ id, placed, value }: HubInputProps) {
  const { t, f } = useText()
  const [contents, setContents] = useState<HubContents>()
  const [progress, setProgress] = useState<HubProgress>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const { dataset = '', revision = '', address, config = '', split = '' } = placed.params as Record<string, string>
  const wanted = { dataset, revision, ...(address ? { address } : {}) }
  const look = () => patchbay.call('hub.look', wanted).then(setContents, notifyError)
  const download = async () => {
    stop.current = new AbortController()
    setProgress({ done: 0, total: 0 })
    try {
      const events = patchbay.listen('hub.download', { ...wanted, config, split }, stop.current.signal)
      for await (const event of events)
        if (event.kind === 'progress') setProgress(event)
        else applyHubFile(placed.id, event)
    } catch (error) {
      notifyError(error)
    } finally {
      setProgress(undefined)
    }
  }
  return (
    <div className="hub-input">
      <input id={id} type="text" readOnly value={value} placeholder={t.notDownloaded} />
      <button type="button" className="button small" disabled={dataset === ''} onClick={() => void look()}>
        {t.whatThereIs}
      </button>
      {progress === undefined ? (
        <button type="button" className="button small" disabled={dataset === ''} onClick={() => void download()}>
          <CloudDownload size={15} aria-hidden /> {t.download}
        </button>
      ) : (
        <button type="button" className="button small" onClick={() => stop.current?.abort()}>
          {t.stopDownload}
        </button>
      )}
      {progress && <DownloadProgress progress={progress} />}
      {contents && (
        <ul>
          {contents.splits.map(part => (
            <li key={`${part.config}/${part.split}`}>
              <button
                type="button"
                className="button small"
                aria-pressed={part.config === config && part.split === split}
                onClick={() => applyHubFile(placed.id, { config: part.config, split: part.split })}
              >
                {part.config} / {part.split} · {f.memory(part.bytes / 2 ** 20)}
                {part.partial && ` · ${t.onlyBeginning}`}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function DownloadProgress({ progress: { done, total, perSecond, secondsLeft } }: { readonly progress: HubProgress }) {
  const { t, f } = useText()
  return (
    <p className="hub-progress">
      <progress aria-label={t.download} {...(total > 0 ? { value: done, max: total } : {})} />
      {total > 0 && (
        <span className="number">
          {f.memory(done / 2 ** 20)} / {f.memory(total / 2 ** 20)}
        </span>
      )}
      {perSecond !== undefined && <span className="number">{f.memory(perSecond / 2 ** 20)}/s</span>}
      {secondsLeft !== undefined && (
        <span className="number">
          {t.timeLeft} {f.duration(secondsLeft)}
        </span>
      )}
    </p>
  )
}

const parameters = ['path', 'format', 'config', 'split']

function applyHubFile(block: string, found: Readonly<Record<string, unknown>>) {
  for (const param of parameters)
    if (found[param] !== undefined) change({ do: 'set', block, param, value: found[param] })
  endAction()
}
