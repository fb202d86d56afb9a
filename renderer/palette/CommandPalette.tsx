import { useMemo, useState } from 'react'
import { useKeysOf } from '../app/bindings.ts'
import type { Command } from '../app/command.ts'
import { commands } from '../app/command-list.ts'
import { runCommand } from '../app/commands.ts'
import { closeDialog } from '../app/dialogs.ts'
import { keyLabel } from '../app/keys.ts'
import { Modal } from '../app/Modal.tsx'
import { useText } from '../text/use-text.ts'
import { Picker } from './Picker.tsx'
import { index, rate } from './search.ts'

/** Every command by name, with its keys. */
export function CommandPalette() {
  const { t } = useText()
  const [query, setQuery] = useState('')
  const picks = useMemo(
    () =>
      searchCommands(query).map(command => ({
        id: command.id,
        refused: !(command.enabled?.() ?? true),
        shown: <CommandPick command={command} />,
      })),
    [query],
  )
  return (
    <Modal title={t.commands} className="add-dialog command-palette" onClose={closeDialog}>
      <Picker
        label={t.searchCommands}
        picks={picks}
        query={query}
        search={setQuery}
        choose={({ id }) => {
          closeDialog()
          setTimeout(() => runCommand(id), 50) // the focus is back where it was by then
        }}
        nothing={t.noCommand}
      />
    </Modal>
  )
}

const indexed = commands.map(command => ({
  command,
  index: index({ names: [command.title.en, command.title.zh], keywords: [command.id], sentences: [] }),
}))

function searchCommands(query: string): readonly Command[] {
  const rated = indexed.map(({ command, index }) => ({ command, rating: rate(index, query) }))
  return rated
    .filter(({ rating }) => rating > 0)
    .sort((a, b) => b.rating - a.rating)
    .map(({ command }) => command)
}

function CommandPick({ command }: { readonly command: Command }) {
  const { t, say } = useText()
  const keys = useKeysOf(command.id)
  return (
    <>
      <span>
        <strong>{say(command.title)}</strong>
        <small>{t.keyGroups[command.group]}</small>
      </span>
      <span className="pick-keys">
        {keys.map(key => (
          <kbd key={key}>{keyLabel(key)}</kbd>
        ))}
      </span>
    </>
  )
}
