import { Eye } from 'lucide-react'
import type { BlockInfo } from '../../core/block.ts'
import { useText } from '../text/use-text.ts'
import { togglePreview, usePreview } from './preview-store.ts'

const data: ReadonlySet<string> = new Set(['rows', 'tokens', 'batches'])

/** Opens the preview for a block that data goes through. */
export function PreviewButton({ info }: { readonly info: BlockInfo }) {
  const { t } = useText()
  const visible = usePreview(p => p.visible)
  const ports = [...Object.values(info.outputs), ...Object.values(info.inputs)]
  if (visible || !ports.some(({ type }) => data.has(type))) return null
  return (
    <p className="preview-button">
      <button type="button" className="button small" onClick={togglePreview}>
        <Eye size={14} aria-hidden /> {t.previewBlock}
      </button>
    </p>
  )
}
