import { create } from 'zustand'
import type { CallInput, CallOutput } from '../../core/rpc/contract.ts'
import { text } from '../../core/text.ts'
import { patchbay } from '../connection/client.ts'
import { notify, notifyError } from '../state/notices.ts'
import { textNow } from '../text/use-text.ts'
import { useRuns } from './run-store.ts'

/** Trainings that wait for their turn. The app keeps them: a window that is loaded anew finds them again. */
export const useQueue = create<CallOutput<'queue.list'>>(() => ({ going: false, items: [] }))

const setQueue = (queue: CallOutput<'queue.list'>) => useQueue.setState(queue)

export const loadQueue = async () => setQueue(await patchbay.call('queue.list', {}))

/** Trainings that were queued in this window, by the ids of the runs they will be. */
const queuedHere = new Set<string>()

/** Whether this is a run that was queued here, the first time one asks: it is shown, and ticked for the comparison. */
export const wasQueuedHere = (run: string): boolean => queuedHere.delete(run)

/** Puts trainings at the end, and shows the runs. */
export async function enqueue(trainings: CallInput<'queue.add'>['trainings']) {
  try {
    const queue = await patchbay.call('queue.add', { trainings })
    for (const { id } of queue.items.slice(-trainings.length)) queuedHere.add(id)
    setQueue(queue)
    useRuns.setState({ visible: true })
    notify('info', text(textNow().t.queued(trainings.length), textNow().t.queued(trainings.length)))
  } catch (error) {
    notifyError(error)
  }
}

export const moveQueued = async (id: string, to: number) => setQueue(await patchbay.call('queue.move', { id, to }))
export const removeQueued = async (id: string) => setQueue(await patchbay.call('queue.remove', { id }))
export const setQueueRunning = async (on: boolean) => setQueue(await patchbay.call('queue.go', { on }))
