import type { Client } from '../../../core/contract.ts'
import type { Run } from '../../../core/run.ts'

/** The run meant by a word: its id, a beginning that only it has, or `last`, the newest. Throws Refusals when there is none. */
export async function chosenRun(client: Client, word: string): Promise<Run> {
  const all = await client.call('run.list', {})
  const [newest] = all
  if (word === 'last' && newest) return newest
  const close = all.filter(({ id }) => id.startsWith(word))
  const only = all.find(({ id }) => id === word) ?? (close.length === 1 ? close[0] : undefined)
  return only ?? client.call('run.get', { run: word })
}
