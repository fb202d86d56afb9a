import { create } from 'zustand'
import { Refusals } from '../../core/problem.ts'
import type { Text } from '../../core/text.ts'

export interface Notice {
  readonly id: number
  readonly kind: 'info' | 'refused' | 'problem'
  readonly message: Text
  readonly fix?: Text
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))

let lastNoticeId = 0

/** Shows a sentence for a while, newest last; at most four at once. */
export function notify(kind: Notice['kind'], message: Text, fix?: Text) {
  const notice: Notice = { id: ++lastNoticeId, kind, message, ...(fix ? { fix } : {}) }
  useNotices.setState(s => ({ notices: [...s.notices.slice(-3), notice] }))
  setTimeout(() => dismiss(notice.id), kind === 'info' ? 4000 : 12_000)
}

export const dismiss = (id: number) => useNotices.setState(s => ({ notices: s.notices.filter(n => n.id !== id) }))

/** Says what went wrong with something the user asked for. */
export function notifyError(error: unknown) {
  if (!(error instanceof Refusals)) throw error
  for (const problem of error.problems) notify('problem', problem.message, problem.fix)
}

/** What was said last; a number, so that the same sentence can be said twice. */
export const useAnnouncement = create<{ readonly text?: Text; readonly count: number }>(() => ({ count: 0 }))

/** Tells a screen reader what just happened, where eyes see it for themselves. */
export const announce = (text: Text) => useAnnouncement.setState(a => ({ text, count: a.count + 1 }))
