import { ArrowLeft, FolderOpen } from 'lucide-react'
import { type DragEvent, type FormEvent, useState } from 'react'
import { Modal } from '../controls/Modal.tsx'
import { locateDroppedFile } from '../document/files.ts'
import { closeDialog, showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { openTemplateWith } from './open-template.ts'
import type { Template } from './templates.ts'

/** Asks for the file that takes the place of a template's sample data: chosen, dropped, or its path typed or pasted. */
export function FileStep({ template, back }: { readonly template: Template; readonly back: () => void }) {
  const { t, say } = useText()
  const [path, setPath] = useState('')
  const use = (chosen: string) => void openTemplateWith(template, chosen)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    use(path.trim().replace(/^"(.*)"$/, '$1')) // Windows copies paths with quotation marks
  }
  const onDrop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0]
    event.preventDefault()
    if (file) locateDroppedFile(file, use)
  }
  return (
    <Modal title={say(template.title)} className="file-step" onClose={closeDialog}>
      <p>{t.fileNeeds[template.shape]}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop a file; the button in it does the same */}
      <div className="drop-zone" onDragOver={event => event.preventDefault()} onDrop={onDrop}>
        <button
          type="button"
          className="button primary"
          onClick={() => showDialog({ kind: 'file', mode: 'pick', done: use })}
        >
          <FolderOpen size={15} aria-hidden /> {t.chooseFile}
        </button>
        <p className="help">{t.dropHere}</p>
      </div>
      <form className="save-bar" onSubmit={onSubmit}>
        <input
          type="text"
          spellCheck={false}
          aria-label={t.filePath}
          placeholder={t.filePath}
          value={path}
          onChange={event => setPath(event.target.value)}
        />
        <button type="submit" className="button" disabled={path.trim() === ''}>
          {t.useIt}
        </button>
      </form>
      <footer>
        <button type="button" className="button ghost" onClick={back}>
          <ArrowLeft size={15} aria-hidden /> {t.backToTemplates}
        </button>
      </footer>
    </Modal>
  )
}
