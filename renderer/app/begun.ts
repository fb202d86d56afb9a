import { create } from 'zustand'

/** Whether the window has what it is to show: its blocks, and the graph that was open last. Until then nothing can be done in it. */
export const useBegun = create<{ readonly begun: boolean }>(() => ({ begun: false }))
