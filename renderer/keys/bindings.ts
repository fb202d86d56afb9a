import { z } from 'zod'
import { create } from 'zustand'
import type { Command } from './command.ts'
import { commands } from './command.ts'

/** Keys the user chose, by command. A command that is not named here has its own. */
type ChosenKeys = Readonly<Record<string, readonly string[]>>

const chosenKeysSchema = z.record(z.string(), z.array(z.string()))

export const useBindings = create<{ readonly chosen: ChosenKeys }>(() => ({ chosen: storedKeys() }))

function storedKeys(): ChosenKeys {
  try {
    return chosenKeysSchema.catch({}).parse(JSON.parse(localStorage.getItem('keys') ?? '{}'))
  } catch {
    return {} // what another program wrote there is no reason to open without keys
  }
}

const storeKeys = (chosen: ChosenKeys) => {
  localStorage.setItem('keys', JSON.stringify(chosen))
  useBindings.setState({ chosen })
}

const keysIn = (chosen: ChosenKeys, { id, keys }: Command): readonly string[] => chosen[id] ?? keys

/** The keys of a command now. */
export const keysOf = (id: string): readonly string[] => {
  const command = commands.find(c => c.id === id)
  return command ? keysIn(useBindings.getState().chosen, command) : []
}

/** The same in a component, which is drawn again when they change. */
export function useKeysOf(id: string | undefined): readonly string[] {
  const own = useBindings(b => (id === undefined ? undefined : b.chosen[id]))
  return own ?? commands.find(c => c.id === id)?.keys ?? []
}

/** The command that a key stands for. */
export const commandAt = (key: string): Command | undefined => {
  const { chosen } = useBindings.getState()
  return commands.find(command => keysIn(chosen, command).includes(key))
}

/** Gives a key to a command in place of another of its keys, or besides them. Who had it before loses it. */
export function bindKey(id: string, key: string, instead?: string) {
  const { chosen } = useBindings.getState()
  const loser = commandAt(key)
  const freed =
    loser && loser.id !== id ? { ...chosen, [loser.id]: keysIn(chosen, loser).filter(k => k !== key) } : chosen
  const rest = keysOf(id).filter(k => k !== key)
  const keys =
    instead !== undefined && rest.includes(instead) ? rest.map(k => (k === instead ? key : k)) : [...rest, key]
  storeKeys({ ...freed, [id]: keys })
}

export const unbindKey = (id: string, key: string) =>
  storeKeys({ ...useBindings.getState().chosen, [id]: keysOf(id).filter(k => k !== key) })

/** Gives a command its own keys again; keys that the user gave to others stay there. */
export function resetKeys(id: string) {
  const { [id]: _, ...rest } = useBindings.getState().chosen
  const taken = new Set(commands.filter(c => c.id !== id).flatMap(c => keysIn(rest, c)))
  const own = commands.find(c => c.id === id)?.keys ?? []
  const free = own.filter(key => !taken.has(key))
  storeKeys(free.length === own.length ? rest : { ...rest, [id]: free })
}

export const resetAllKeys = () => storeKeys({})
