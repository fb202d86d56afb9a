import { Eye, Grid3x3 } from 'lucide-react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { useText } from '../text/use-text.ts'
import { openAttentionView, showView, togglePreview, usePreview } from './preview-store.ts'

const data: ReadonlySet<string> = new Set(['rows', 'tokens', 'batches'])
const networks: ReadonlySet<string> = new Set(['batches', 'network', 'objective'])

/** Opens the preview for a block that data goes through, and the view of who sees whom for one that has to do with a network. */
export function PreviewButton({ info }: { readonly info: BlockInfo }) {
  const { t } = useText()
  const { visible, view } = usePreview()
  const types = [...Object.values(info.outputs), ...Object.values(info.inputs)].map(({ type }) => type)
  const [shows, sees] = [types.some(type => data.has(type)), types.some(type => networks.has(type))]
  if ((visible || !shows) && ((visible && view === 'sight') || !sees)) return null
  return (
    <p className="preview-button">
      {!visible && shows && (
        <button type="button" className="button small" onClick={openData}>
          <Eye size={14} aria-hidden /> {t.previewBlock}
        </button>
      )}
      {sees && (
        <button type="button" className="button small" onClick={openAttentionView}>
          <Grid3x3 size={14} aria-hidden /> {t.seeSight}
        </button>
      )}
    </p>
  )
}

function openData() {
  showView('data')
  togglePreview()
}
