import { useText } from '../text/use-text.ts'
import type { Command } from './command.ts'
import { commands, keyLabel } from './commands.ts'
import { closeDialog } from './dialogs.ts'
import { Modal } from './Modal.tsx'

const groups: readonly Command['group'][] = ['file', 'edit', 'canvas', 'run', 'view']

/** Every command with its keys. */
export function HelpDialog() {
  const { t, say } = useText()
  return (
    <Modal title={t.help} className="help-dialog" onClose={closeDialog}>
      <p>{t.helpIntro}</p>
      <div className="key-groups">
        {groups.map(group => (
          <section key={group} aria-label={t.keyGroups[group]}>
            <h3>{t.keyGroups[group]}</h3>
            <dl>
              {commands
                .filter(c => c.group === group)
                .map(c => (
                  <div key={c.id}>
                    <dt>{say(c.title)}</dt>
                    <dd>
                      {c.keys.map(key => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
