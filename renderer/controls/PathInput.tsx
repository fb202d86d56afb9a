import { FolderOpen } from 'lucide-react'
import { showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'

interface PathInputProps {
  readonly id?: string
  readonly value: string
  readonly set: (value: string | undefined) => void
  /** A path was chosen, or typed to its end. */
  readonly onBlur?: () => void
  readonly list?: string
}

/** Where a file or folder is: typed, or chosen in a dialog. */
export function PathInput({ value, set, onBlur, ...common }: PathInputProps) {
  const { t } = useText()
  const pick = (path: string) => {
    set(path)
    onBlur?.()
  }
  return (
    <>
      <input
        {...common}
        onBlur={onBlur}
        type="text"
        spellCheck={false}
        value={value}
        onChange={e => set(e.target.value || undefined)}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t.browse}
        title={t.browse}
        onClick={() => showDialog({ kind: 'file', mode: 'pick', done: pick })}
      >
        <FolderOpen size={15} aria-hidden />
      </button>
    </>
  )
}
