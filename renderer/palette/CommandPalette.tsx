import { useMemo, useState } from 'react'
import { Modal } from '../controls/Modal.tsx'
import { Picker } from '../controls/Picker.tsx'
import { useKeysOf } from '../keys/bindings.ts'
import type { Command } from '../keys/command.ts'
import { commands } from '../keys/command.ts'
import { keyLabel } from '../keys/key-names.ts'
import { runCommand } from '../keys/run-command.ts'
import { indexForSearch, matchScore } from '../search/search.ts'
import { closeDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'

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

let indexed: readonly { readonly command: Command; readonly index: ReturnType<typeof indexForSearch> }[] | undefined

/** Made at the first search: commands are registered after this file is read. */
const commandIndex = () => {
  indexed ??= commands.map(command => ({
    command,
    index: indexForSearch({
      names: [command.title.en, command.title.zh],
      keywords: [command.id, ...(command.keywords ?? [])],
      sentences: [],
    }),
  }))
  return indexed
}

function searchCommands(query: string): readonly Command[] {
  const rated = commandIndex().map(({ command, index }) => ({ command, rating: matchScore(index, query) }))
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
