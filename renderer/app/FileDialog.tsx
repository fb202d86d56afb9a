import { CornerLeftUp, File, Folder } from 'lucide-react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import type { FileEntry } from '../../core/run.ts'
import { useText } from '../text/use-text.ts'
import { patchbay } from './connection.ts'
import { closeDialog, type DialogState } from './dialogs.ts'
import { Modal } from './Modal.tsx'
import { complain } from './notices.ts'
import { folderAbove, inFolder } from './paths.ts'

type Asked = DialogState & { readonly kind: 'file' }

/** Chooses a file or folder of this machine: real paths, because pipelines name their data by path. */
export function FileDialog({ asked }: { readonly asked: Asked }) {
  const { t } = useText()
  const { folder, entries, go } = useFolder()
  const [name, setName] = useState(asked.name ?? '')
  const titles = { open: t.openFile, save: t.saveFile, pick: t.pickPath }
  const shown = asked.mode === 'pick' ? entries : entries.filter(e => e.folder || e.name.endsWith('.patchbay'))
  const finish = (path: string) => {
    closeDialog()
    asked.done(path)
  }
  const choose = (entry: FileEntry) => {
    if (entry.folder) go(entry.path)
    else if (asked.mode === 'save') setName(entry.name)
    else finish(entry.path)
  }

  return (
    <Modal title={titles[asked.mode]} className="file-dialog" onClose={closeDialog}>
      <FolderBar folder={folder} go={go} />
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
          exists={entries.some(e => e.name === withEnding(name))}
          save={() => finish(inFolder(folder, withEnding(name)))}
        />
      )}
      {asked.mode === 'pick' && (
        <footer>
          <button type="button" className="button" onClick={() => finish(folder)}>
            {t.takeFolder}
          </button>
        </footer>
      )}
    </Modal>
  )
}

/** The folder that is shown, what is in it, and the way to another. */
function useFolder() {
  const [shown, setShown] = useState<{ folder: string; entries: readonly FileEntry[] }>({ folder: '', entries: [] })
  const go = useCallback((folder?: string) => {
    patchbay.call('file.browse', folder === undefined ? {} : { folder }).then(setShown, complain)
  }, [])
  useEffect(() => go(), [go])
  return { ...shown, go }
}

function FolderBar({ folder, go }: { readonly folder: string; readonly go: (folder: string) => void }) {
  const { t } = useText()
  const [typed, setTyped] = useState<string>()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    go(typed ?? folder)
    setTyped(undefined)
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
  readonly exists: boolean
  readonly save: () => void
}

function SaveBar({ name, setName, exists, save }: SaveBarProps) {
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
        onChange={e => setName(e.target.value)}
      />
      <button type="submit" className="button primary" disabled={name.trim() === ''}>
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
