import { useEffect, useState } from 'react'
import { useText } from '../text/use-text.ts'
import { patchbay } from './connection.ts'
import { closeDialog, showDialog } from './dialogs.ts'
import { Modal } from './Modal.tsx'
import { complain } from './notices.ts'
import { Segments } from './Segments.tsx'
import { choose, useSettings } from './settings.ts'

/** What a person may set for this window: looks, the way of working, and where things are kept. */
export function SettingsDialog() {
  const { t } = useText()
  return (
    <Modal title={t.settingsTitle} className="settings-dialog" onClose={closeDialog}>
      <div className="settings-body">
        <Looks />
        <Working />
        <Keys />
        <Places />
      </div>
    </Modal>
  )
}

function Looks() {
  const { t } = useText()
  const { language, theme, motion } = useSettings()
  return (
    <section aria-label={t.settingsLooks}>
      <h3>{t.settingsLooks}</h3>
      <Segments
        label={t.language}
        value={language}
        choices={[
          ['en', 'English'],
          ['zh', '简体中文'],
        ]}
        choose={v => choose('language', v)}
      />
      <Segments
        label={t.theme}
        value={theme}
        choices={[
          ['system', t.themeSystem],
          ['light', t.themeLight],
          ['dark', t.themeDark],
          ['contrast', t.themeContrast],
        ]}
        choose={v => choose('theme', v)}
      />
      <Segments
        label={t.motion}
        value={motion}
        choices={[
          ['system', t.themeSystem],
          ['full', t.motionFull],
          ['less', t.motionLess],
        ]}
        choose={v => choose('motion', v)}
        help={t.motionHelp}
      />
    </section>
  )
}

function Working() {
  const { t } = useText()
  const { view } = useSettings()
  return (
    <section aria-label={t.settingsWorking}>
      <h3>{t.settingsWorking}</h3>
      <Segments
        label={t.view}
        value={view}
        choices={[
          ['canvas', t.viewCanvas],
          ['simple', t.viewSimple],
        ]}
        choose={v => choose('view', v)}
        help={t.viewHelp}
      />
    </section>
  )
}

function Keys() {
  const { t } = useText()
  const { pointing } = useSettings()
  return (
    <section aria-label={t.keys}>
      <h3>{t.keys}</h3>
      <Segments
        label={t.wheel}
        value={pointing}
        choices={[
          ['mouse', t.wheelMouse],
          ['trackpad', t.wheelTrackpad],
        ]}
        choose={v => choose('pointing', v)}
        help={t.wheelHelp}
      />
      <button type="button" className="button" onClick={() => showDialog({ kind: 'keys' })}>
        {t.changeKeys}
      </button>
    </section>
  )
}

function Places() {
  const { t } = useText()
  const [home, setHome] = useState('')
  useEffect(() => void patchbay.call('app.facts', {}).then(facts => setHome(facts.home), complain), [])
  return (
    <section aria-label={t.settingsPlaces}>
      <h3>{t.settingsPlaces}</h3>
      <p className="help">{t.homeHelp}</p>
      <p>
        <code className="settings-home">{home}</code>
      </p>
    </section>
  )
}
