import { CornerLeftUp } from 'lucide-react'
import { type FormEvent, useLayoutEffect, useRef } from 'react'
import { useText } from '../text/use-text.ts'
import { parentFolder } from './use-folder.ts'

interface FolderBarProps {
  readonly folder: string
  /** Not shown yet. */
  readonly typed: string | undefined
  readonly setTyped: (path: string) => void
  readonly go: (folder: string) => void
  /** The focus begins here. */
  readonly first: boolean
}

/** The path of the folder that is shown, to be typed or pasted over, and the way up. */
export function FolderBar({ folder, typed, setTyped, go, first }: FolderBarProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  // Before the next key: what is pasted takes the place of a folder that has just come, and what is half typed stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder is in the field
  useLayoutEffect(() => {
    if (typed === undefined && document.activeElement === field.current) field.current?.select()
  }, [folder])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    go(typed ?? folder)
  }
  return (
    <form className="folder-bar" onSubmit={onSubmit}>
      <button
        type="button"
        className="icon-button"
        aria-label={t.up}
        title={t.up}
        onClick={() => go(parentFolder(folder))}
      >
        <CornerLeftUp size={16} aria-hidden />
      </button>
      <input
        type="text"
        aria-label={t.folder}
        spellCheck={false}
        value={typed ?? folder}
        // biome-ignore lint/a11y/noAutofocus: where a path can be typed or pasted at once
        autoFocus={first}
        ref={field}
        onFocus={e => e.target.select()}
        onChange={e => setTyped(e.target.value)}
      />
      <button type="submit" className="button small">
        {t.go}
      </button>
    </form>
  )
}
