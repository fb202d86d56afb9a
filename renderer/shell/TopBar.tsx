import { CircleHelp, FilePlus2, FolderOpen, LayoutTemplate, Redo2, Save, Settings2, Undo2 } from 'lucide-react'
import { IconButton } from '../controls/IconButton.tsx'
import { SegmentedControl } from '../controls/SegmentedControl.tsx'
import { useDraft } from '../document/draft.ts'
import { change, endAction, useEditor, useWholeGraph } from '../document/editor.ts'
import { fileName } from '../document/files.ts'
import icon from '../icon.svg'
import { runCommand } from '../keys/run-command.ts'
import { setSetting, useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'
import { RunButton } from './RunButton.tsx'
import { SettingsMenus } from './SettingsMenus.tsx'
import { StatusPill } from './StatusPill.tsx'

/** The bar on top: the pipeline's name and file, undo, its standing, Run, and the settings of the window. */
export function TopBar() {
  const { t } = useText()
  const undoable = useEditor(e => e.history.past.length > 0)
  const redoable = useEditor(e => e.history.future.length > 0)
  return (
    <header className="top-bar">
      <h1>
        <img src={icon} alt={t.app} width={22} height={22} />
      </h1>
      <PipelineName />
      <div className="tools">
        <button type="button" className="button ghost" onClick={() => runCommand('open-template')}>
          <LayoutTemplate size={15} aria-hidden /> {t.templates}
        </button>
        <IconButton
          label={t.newPipeline}
          icon={FilePlus2}
          command="new-pipeline"
          onClick={() => runCommand('new-pipeline')}
        />
        <IconButton label={t.open} icon={FolderOpen} command="open-file" onClick={() => runCommand('open-file')} />
        <IconButton label={t.save} icon={Save} command="save-file" onClick={() => runCommand('save-file')} />
      </div>
      <div className="tools">
        <IconButton
          label={t.undo}
          icon={Undo2}
          command="undo"
          disabled={!undoable}
          onClick={() => runCommand('undo')}
        />
        <IconButton
          label={t.redo}
          icon={Redo2}
          command="redo"
          disabled={!redoable}
          onClick={() => runCommand('redo')}
        />
      </div>
      <ViewSwitch />
      <StatusPill />
      <RunButton />
      <div className="tools">
        <SettingsMenus />
        <IconButton
          label={t.settingsTitle}
          icon={Settings2}
          command="settings"
          onClick={() => runCommand('settings')}
        />
        <IconButton label={t.help} icon={CircleHelp} command="help" onClick={() => runCommand('help')} />
      </div>
    </header>
  )
}

/** The graph as blocks on a canvas, or as a form. */
function ViewSwitch() {
  const { t } = useText()
  const { view } = useSettings()
  return (
    <SegmentedControl
      label={t.view}
      bare
      value={view}
      choices={[
        ['canvas', t.viewCanvas],
        ['simple', t.viewSimple],
      ]}
      choose={v => setSetting('view', v)}
    />
  )
}

function PipelineName() {
  const { t } = useText()
  const { name } = useWholeGraph()
  const path = useEditor(e => e.path)
  const kept = useDraft(d => d.kept)
  return (
    <div className="pipeline-name">
      <input
        type="text"
        aria-label={t.name}
        value={name}
        onChange={e => change({ do: 'rename', name: e.target.value })}
        onBlur={endAction}
      />
      <small title={path}>{kept ? (path ? fileName(path) : t.autosaved) : t.saving}</small>
    </div>
  )
}
