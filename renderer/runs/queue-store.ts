import { create } from 'zustand'
import type { Given, Output } from '../../core/contract.ts'
import { text } from '../../core/text.ts'
import { patchbay } from '../app/connection.ts'
import { complain, notify } from '../app/notices.ts'
import { textNow } from '../text/use-text.ts'
import { useRuns } from './run-store.ts'

/** Trainings that wait for their turn. The app keeps them: a window that is loaded anew finds them again. */
export const useQueue = create<Output<'queue.list'>>(() => ({ going: false, items: [] }))

const take = (queue: Output<'queue.list'>) => useQueue.setState(queue)

export const loadQueue = async () => take(await patchbay.call('queue.list', {}))

/** Trainings that were queued in this window, by the ids of the runs they will be. */
const awaited = new Set<string>()

/** Whether this is a run that was queued here, the first time one asks: it is shown, and ticked for the comparison. */
export const wasAwaited = (run: string): boolean => awaited.delete(run)

/** Puts trainings at the end, and shows the runs. */
export async function enqueue(trainings: Given<'queue.add'>['trainings']) {
  try {
    const queue = await patchbay.call('queue.add', { trainings })
    for (const { id } of queue.items.slice(-trainings.length)) awaited.add(id)
    take(queue)
    useRuns.setState({ visible: true })
    notify('info', text(textNow().t.queued(trainings.length), textNow().t.queued(trainings.length)))
  } catch (error) {
    complain(error)
  }
}

export const moveQueued = async (id: string, to: number) => take(await patchbay.call('queue.move', { id, to }))
export const removeQueued = async (id: string) => take(await patchbay.call('queue.remove', { id }))
export const letQueueGo = async (on: boolean) => take(await patchbay.call('queue.go', { on }))
