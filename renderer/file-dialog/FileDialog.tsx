import { File, Folder } from 'lucide-react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { FileEntry } from '../../core/run/run.ts'
import { Modal } from '../controls/Modal.tsx'
import { fileName } from '../document/files.ts'
import type { DialogState } from '../state/dialogs.ts'
import { closeDialog } from '../state/dialogs.ts'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'
import { FolderBar } from './FolderBar.tsx'
import { joinPath, useFolder } from './use-folder.ts'

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
    else finish(joinPath(there.folder, withEnding(name)))
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
          save={() => void save().catch(notifyError)}
        />
      )}
      {asked.mode === 'pick' && (
        <footer>
          <button
            type="button"
            className="button"
            disabled={folder === ''}
            onClick={() => void meant().then(there => finish(there.folder), notifyError)}
          >
            {t.takeFolder}
          </button>
        </footer>
      )}
    </Modal>
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
