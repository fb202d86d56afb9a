import { Dices, X } from 'lucide-react'
import { type ReactNode, useEffect, useId } from 'react'
import { titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { IconButton } from '../controls/IconButton.tsx'
import { ResizeHandle, usePanelHeight } from '../controls/ResizeHandle.tsx'
import { addressOf, usePlaced } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { BatchInspector } from './BatchInspector.tsx'
import { usePreviewOfSelection } from './follow-selection.ts'
import { PreviewStatus } from './PreviewStatus.tsx'
import { showRows, showSeed, showStep, showView, togglePreview, usePreview } from './preview-store.ts'
import { RowsView } from './RowsView.tsx'
import { TokensView } from './TokensView.tsx'

interface PreviewPanelProps {
  /** What its second view shows: who may attend to whom. */
  readonly attention: ReactNode
}

/** What leaves the selected block, live: rows, tokens or batches. */
export function PreviewPanel({ attention }: PreviewPanelProps) {
  return usePreview(p => p.visible) ? <Panel attention={attention} /> : null
}

function Panel({ attention }: PreviewPanelProps) {
  const { t, say } = useText()
  const block = usePreviewOfSelection()
  const view = usePreview(p => p.view)
  const placed = usePlaced(block ?? '')
  const info = useBlockInfo(placed)
  const height = usePanelHeight('preview-height', 340)
  return (
    <section className="preview-panel" aria-label={t.preview}>
      <ResizeHandle height={height} label={t.resizePreview} />
      <header>
        <h2>{t.preview}</h2>
        <Views />
        <span className="quiet">{view === 'data' && placed && titleOf(placed, info, say)}</span>
        <Choices />
        <IconButton label={t.hidePreview} icon={X} command="toggle-preview" onClick={togglePreview} />
      </header>
      <div className="preview-body" ref={height.apply}>
        {view === 'sight' ? (
          attention
        ) : block === undefined ? (
          <p className="quiet">{t.previewNothing}</p>
        ) : (
          <Shown block={block} />
        )}
      </div>
    </section>
  )
}

/** The data that leaves a block, or what the network of the pipeline may look at. */
function Views() {
  const { t } = useText()
  const view = usePreview(p => p.view)
  return (
    <fieldset className="preview-views">
      <legend className="unseen">{t.previewView}</legend>
      {(['data', 'sight'] as const).map(one => (
        <button
          key={one}
          type="button"
          className="button small"
          aria-pressed={view === one}
          onClick={() => showView(one)}
        >
          {t.previewViews[one]}
        </button>
      ))}
    </fieldset>
  )
}

function Shown({ block }: { readonly block: string }) {
  const { t, say } = useText()
  const { block: about, preview, problems } = usePreview()
  const address = addressOf(block)
  return (
    <>
      <PreviewStatus nothingYet={about !== address} />
      {about === address && (
        <>
          {problems.length > 0 && <ProblemList problems={problems} linked />}
          {preview && !preview.whole && <p className="preview-note">{t.previewBeginning}</p>}
          {preview?.remarks.map(remark => (
            <p className="preview-note" key={remark.en}>
              {say(remark)}
            </p>
          ))}
          {preview?.kind === 'rows' && <RowsView preview={preview} />}
          {preview?.kind === 'tokens' && <TokensView preview={preview} />}
          {preview?.kind === 'batches' && <BatchInspector preview={preview} />}
        </>
      )}
    </>
  )
}

/** How much is shown, and for batches which one. */
function Choices() {
  const { t } = useText()
  const { rows, seed, step, preview, view } = usePreview()
  const id = useId()
  const ofBatch = view === 'sight' || preview?.kind === 'batches'
  useEffect(() => () => showSeed(undefined), []) // a chance draw is of the moment
  return (
    <div className="preview-choices">
      {ofBatch && (
        <>
          <label htmlFor={`${id}-step`}>{t.previewStep}</label>
          <input
            id={`${id}-step`}
            type="number"
            min={1}
            value={step + 1}
            onChange={e => showStep(Math.max(0, Math.floor(Number(e.target.value)) - 1))}
          />
          <button type="button" className="button small" onClick={() => showSeed(Math.floor(Math.random() * 2 ** 31))}>
            <Dices size={14} aria-hidden /> {t.newSeed}
          </button>
          {seed !== undefined && (
            <button type="button" className="button small ghost" onClick={() => showSeed(undefined)}>
              {t.trainersSeed}
            </button>
          )}
        </>
      )}
      {view === 'data' && (
        <>
          <label htmlFor={`${id}-rows`}>{ofBatch ? t.previewExamples : t.previewRows}</label>
          <input
            id={`${id}-rows`}
            type="number"
            min={1}
            max={200}
            value={rows}
            onChange={e => showRows(Math.min(200, Math.max(1, Math.floor(Number(e.target.value)))))}
          />
        </>
      )}
    </div>
  )
}
