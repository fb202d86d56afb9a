import { CornerLeftUp, File, Folder } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Browsed, FileEntry } from '../../core/run.ts'
import { useText } from '../text/use-text.ts'
import { patchbay } from './connection.ts'
import { closeDialog, type DialogState } from './dialogs.ts'
import { fileName } from './files.ts'
import { Modal } from './Modal.tsx'
import { complain } from './notices.ts'
import { folderAbove, inFolder } from './paths.ts'

type Asked = DialogState & { readonly kind: 'file' }

/** Chooses a file or folder of this machine: real paths, because pipelines name their data by path. */
export function FileDialog({ asked }: { readonly asked: Asked }) {
  const { t } = useText()
  const { folder, entries, typed, setTyped, go, show, meant } = useFolder(file => take(file))
  const [name, setName] = useState(asked.name ?? '')
  const titles = { open: t.openFile, save: t.saveFile, pick: t.pickPath }
  const shown = asked.mode === 'pick' ? entries : entries.filter(e => e.folder || e.name.endsWith('.patchbay'))
  const finish = (path: string) => {
    closeDialog()
    asked.done(path)
  }
  const take = (file: string) => (asked.mode === 'save' ? setName(fileName(file)) : finish(file))
  /** Nobody is asked about a file in a folder that is not shown: then it is shown, and the button says what it would do. */
  const save = async () => {
    const there = await meant()
    const replaced = there.entries.some(e => e.name === withEnding(name))
    if (replaced && typed !== undefined) show(there)
    else finish(inFolder(there.folder, withEnding(name)))
  }
  const choose = (entry: FileEntry) => (entry.folder ? go(entry.path) : take(entry.path))

  return (
    <Modal title={titles[asked.mode]} className="file-dialog" onClose={closeDialog}>
      <FolderBar folder={folder} typed={typed} setTyped={setTyped} go={go} first={asked.mode !== 'save'} />
      <ul className="files">
        {shown.map(entry => (
          <li key={entry.path}>
            <button type="button" onClick={() => choose(entry)}>
              {entry.folder ? <Folder size={15} aria-hidden /> : <File size={15} aria-hidden />}
              <span>{entry.name}</span>
              {!entry.folder && <small>{size(entry.bytes)}</small>}
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className="quiet">{t.emptyFolder}</li>}
      </ul>
      {asked.mode === 'save' && (
        <SaveBar
          name={name}
          setName={setName}
          ready={folder !== ''}
          exists={entries.some(e => e.name === withEnding(name))}
          save={() => void save().catch(complain)}
        />
      )}
      {asked.mode === 'pick' && (
        <footer>
          <button
            type="button"
            className="button"
            disabled={folder === ''}
            onClick={() => void meant().then(there => finish(there.folder), complain)}
          >
            {t.takeFolder}
          </button>
        </footer>
      )}
    </Modal>
  )
}

/**
 * The folder that is shown, what is in it, and the way to another. `take` gets a file whose path was typed. `meant` is where a file
 * goes: what was typed counts, also before its folder is shown.
 */
function useFolder(take: (file: string) => void) {
  const [shown, setShown] = useState<Browsed>({ folder: '', entries: [] })
  const [typed, setTyped] = useState<string>()
  const show = (browsed: Browsed) => {
    setShown(browsed)
    setTyped(undefined)
    if (browsed.file !== undefined) take(browsed.file)
  }
  const go = (folder: string) => {
    setTyped(folder)
    patchbay.call('file.browse', { folder }).then(show, complain)
  }
  const meant = async () => (typed === undefined ? shown : patchbay.call('file.browse', { folder: typed }))
  useEffect(() => void patchbay.call('file.browse', {}).then(setShown, complain), [])
  return { ...shown, typed, setTyped, go, show, meant }
}

interface FolderBarProps {
  readonly folder: string
  /** Not shown yet. */
  readonly typed: string | undefined
  readonly setTyped: (path: string) => void
  readonly go: (folder: string) => void
  /** The focus begins here. */
  readonly first: boolean
}

function FolderBar({ folder, typed, setTyped, go, first }: FolderBarProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder is in the field, and typing is to take its place
  useEffect(() => {
    if (document.activeElement === field.current) field.current?.select()
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
        onClick={() => go(folderAbove(folder))}
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

interface SaveBarProps {
  readonly name: string
  readonly setName: (name: string) => void
  /** There is a folder to save in. */
  readonly ready: boolean
  readonly exists: boolean
  readonly save: () => void
}

function SaveBar({ name, setName, ready, exists, save }: SaveBarProps) {
  const { t } = useText()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className="save-bar" onSubmit={onSubmit}>
      <input
        type="text"
        aria-label={t.fileName}
        spellCheck={false}
        value={name}
        // biome-ignore lint/a11y/noAutofocus: the name is what is asked for
        autoFocus
        onFocus={e => e.target.select()}
        onChange={e => setName(e.target.value)}
      />
      <button type="submit" className="button primary" disabled={!ready || name.trim() === ''}>
        {exists ? t.replace : t.save}
      </button>
    </form>
  )
}

const withEnding = (name: string) => (name.endsWith('.patchbay') ? name : `${name}.patchbay`)
const size = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1 << 20
      ? `${(bytes / 1024).toFixed(0)} KiB`
      : `${(bytes / (1 << 20)).toFixed(1)} MiB`
