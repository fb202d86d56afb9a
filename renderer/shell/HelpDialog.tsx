import { Compass } from 'lucide-react'
import { Modal } from '../controls/Modal.tsx'
import { useKeysOf } from '../keys/bindings.ts'
import type { Command } from '../keys/command.ts'
import { commandGroups, commands } from '../keys/command.ts'
import { keyLabel } from '../keys/key-names.ts'
import { closeDialog, showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { startTour } from '../tour/tour-steps.ts'

/** Every command with its keys, and the way to change them. */
export function HelpDialog() {
  const { t } = useText()
  return (
    <Modal title={t.help} className="help-dialog" onClose={closeDialog}>
      <p>{t.helpIntro}</p>
      <p>{t.helpMouse}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <section className="key-groups" tabIndex={0} aria-label={t.keys}>
        {commandGroups.map(group => (
          <section key={group} aria-label={t.keyGroups[group]}>
            <h3>{t.keyGroups[group]}</h3>
            <dl>
              {commands
                .filter(c => c.group === group)
                .map(c => (
                  <CommandKeys key={c.id} command={c} />
                ))}
            </dl>
          </section>
        ))}
      </section>
      <footer>
        <button type="button" className="button" onClick={startTour}>
          <Compass size={15} aria-hidden /> {t.takeTour}
        </button>
        <button type="button" className="button" onClick={() => showDialog({ kind: 'keys' })}>
          {t.changeKeys}
        </button>
      </footer>
    </Modal>
  )
}

function CommandKeys({ command }: { readonly command: Command }) {
  const { say } = useText()
  const keys = useKeysOf(command.id)
  return (
    <div>
      <dt>{say(command.title)}</dt>
      <dd>
        {keys.map(key => (
          <kbd key={key}>{keyLabel(key)}</kbd>
        ))}
      </dd>
    </div>
  )
}
