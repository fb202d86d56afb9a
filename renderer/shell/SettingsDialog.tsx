import { useEffect, useState } from 'react'
import { patchbay } from '../connection/client.ts'
import { Modal } from '../controls/Modal.tsx'
import { SegmentedControl } from '../controls/SegmentedControl.tsx'
import { closeDialog, showDialog } from '../state/dialogs.ts'
import { notifyError } from '../state/notices.ts'
import { setSetting, useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'

/** What a person may set for this window: looks, the way of working, and where things are kept. */
export function SettingsDialog() {
  const { t } = useText()
  return (
    <Modal title={t.settingsTitle} className="settings-dialog" onClose={closeDialog}>
      <div className="settings-body">
        <AppearanceSettings />
        <ViewSettings />
        <InputSettings />
        <HomeFolder />
      </div>
    </Modal>
  )
}

function AppearanceSettings() {
  const { t } = useText()
  const { language, theme, motion } = useSettings()
  return (
    <section aria-label={t.settingsLooks}>
      <h3>{t.settingsLooks}</h3>
      <SegmentedControl
        label={t.language}
        value={language}
        choices={[
          ['en', 'English'],
          ['zh', '简体中文'],
        ]}
        choose={v => setSetting('language', v)}
      />
      <SegmentedControl
        label={t.theme}
        value={theme}
        choices={[
          ['system', t.themeSystem],
          ['light', t.themeLight],
          ['dark', t.themeDark],
          ['contrast', t.themeContrast],
        ]}
        choose={v => setSetting('theme', v)}
      />
      <SegmentedControl
        label={t.motion}
        value={motion}
        choices={[
          ['system', t.themeSystem],
          ['full', t.motionFull],
          ['less', t.motionLess],
        ]}
        choose={v => setSetting('motion', v)}
        help={t.motionHelp}
      />
    </section>
  )
}

function ViewSettings() {
  const { t } = useText()
  const { view } = useSettings()
  return (
    <section aria-label={t.settingsWorking}>
      <h3>{t.settingsWorking}</h3>
      <SegmentedControl
        label={t.view}
        value={view}
        choices={[
          ['canvas', t.viewCanvas],
          ['simple', t.viewSimple],
        ]}
        choose={v => setSetting('view', v)}
        help={t.viewHelp}
      />
    </section>
  )
}

function InputSettings() {
  const { t } = useText()
  const { pointing } = useSettings()
  return (
    <section aria-label={t.keys}>
      <h3>{t.keys}</h3>
      <SegmentedControl
        label={t.wheel}
        value={pointing}
        choices={[
          ['mouse', t.wheelMouse],
          ['trackpad', t.wheelTrackpad],
        ]}
        choose={v => setSetting('pointing', v)}
        help={t.wheelHelp}
      />
      <button type="button" className="button" onClick={() => showDialog({ kind: 'keys' })}>
        {t.changeKeys}
      </button>
    </section>
  )
}

function HomeFolder() {
  const { t } = useText()
  const [home, setHome] = useState('')
  useEffect(() => void patchbay.call('app.facts', {}).then(facts => setHome(facts.home), notifyError), [])
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
