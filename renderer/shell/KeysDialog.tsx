import { Plus, RotateCcw, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'
import { Modal } from '../controls/Modal.tsx'
import { bindKey, commandAt, resetAllKeys, resetKeys, unbindKey, useBindings, useKeysOf } from '../keys/bindings.ts'
import type { Command } from '../keys/command.ts'
import { commandGroups, commands } from '../keys/command.ts'
import { isModifier, keyLabel, keyOf } from '../keys/key-names.ts'
import { closeDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'

/** The keys of each command, to change, add, take away and reset. */
export function KeysDialog() {
  const { t } = useText()
  const [asked, setAsked] = useState<KeyQuestion>()
  const rows = useRef<HTMLElement>(null)
  const done = () => {
    rows.current?.querySelector<HTMLElement>(`[data-add-key="${asked?.command.id}"]`)?.focus()
    setAsked(undefined)
  }
  return (
    <Modal title={t.changeKeys} className="keys-dialog" onClose={closeDialog}>
      <p className="help">{t.keysHelp}</p>
      {asked && <KeyCapture key={`${asked.command.id} ${asked.instead}`} asked={asked} done={done} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <section ref={rows} className="key-rows" tabIndex={0} aria-label={t.keys}>
        {commandGroups.map(group => (
          <section key={group} aria-label={t.keyGroups[group]}>
            <h3>{t.keyGroups[group]}</h3>
            <ul>
              {commands
                .filter(c => c.group === group)
                .map(command => (
                  <CommandRow key={command.id} command={command} ask={instead => setAsked({ command, instead })} />
                ))}
            </ul>
          </section>
        ))}
      </section>
      <footer>
        <button type="button" className="button" onClick={resetAllKeys}>
          {t.resetAllKeys}
        </button>
      </footer>
    </Modal>
  )
}

interface KeyQuestion {
  readonly command: Command
  /** The key that the new one takes the place of. */
  readonly instead: string | undefined
}

function CommandRow({ command, ask }: { readonly command: Command; readonly ask: (instead?: string) => void }) {
  const { t, say } = useText()
  const keys = useKeysOf(command.id)
  const own = useBindings(b => b.chosen[command.id] === undefined)
  const title = say(command.title)
  return (
    <li>
      <span>{title}</span>
      {keys.map(key => (
        <span key={key} className="key-chip">
          <button type="button" aria-label={t.changeKey(title, keyLabel(key))} onClick={() => ask(key)}>
            <kbd>{keyLabel(key)}</kbd>
          </button>
          <button
            type="button"
            className="icon-button tiny"
            aria-label={t.removeKey(title, keyLabel(key))}
            onClick={() => unbindKey(command.id, key)}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <button
        type="button"
        className="icon-button tiny"
        data-add-key={command.id}
        aria-label={t.addKey(title)}
        onClick={() => ask()}
      >
        <Plus size={13} aria-hidden />
      </button>
      {!own && (
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t.resetKey(title)}
          onClick={() => resetKeys(command.id)}
        >
          <RotateCcw size={13} aria-hidden />
        </button>
      )}
    </li>
  )
}

/** Waits for a key; one that another command has is only taken when the user says so. */
function KeyCapture({ asked: { command, instead }, done }: { readonly asked: KeyQuestion; readonly done: () => void }) {
  const { t, say } = useText()
  const [key, setKey] = useState<string>()
  const other = key === undefined ? undefined : commandAt(key)
  const take = (key: string) => {
    bindKey(command.id, key, instead)
    done()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' || isModifier(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    const pressed = keyOf(event)
    if (pressed === 'Escape') return done()
    const holder = commandAt(pressed)
    if (holder && holder.id !== command.id) setKey(pressed)
    else take(pressed)
  }
  return (
    <div className="key-asking">
      <input
        type="text"
        readOnly
        aria-label={t.pressKey(say(command.title))}
        value={key === undefined ? t.pressKey(say(command.title)) : keyLabel(key)}
        // biome-ignore lint/a11y/noAutofocus: the user just asked to press a key
        autoFocus
        onKeyDown={onKeyDown}
      />
      {key !== undefined && other && (
        <p role="alert">
          {t.keyTaken(keyLabel(key), say(other.title))}
          <button type="button" className="button small" onClick={() => take(key)}>
            {t.takeKey}
          </button>
        </p>
      )}
      <button type="button" className="button small" onClick={done}>
        {t.cancel}
      </button>
    </div>
  )
}
