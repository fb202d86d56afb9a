import { create } from 'zustand'
import type { Text } from '../../core/text.ts'

/** What was said last; a number, so that the same sentence can be said twice. */
export const useAnnouncement = create<{ readonly text?: Text; readonly count: number }>(() => ({ count: 0 }))

/** Tells a screen reader what just happened, where eyes see it for themselves. */
export const announce = (text: Text) => useAnnouncement.setState(a => ({ text, count: a.count + 1 }))
