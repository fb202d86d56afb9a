import { create } from 'zustand'

/** The wire over which a block is held that fits into it. */
export const useAim = create<{ readonly wire?: string | undefined }>(() => ({}))

export const aimAt = (wire: string | undefined) => {
  if (useAim.getState().wire !== wire) useAim.setState({ wire })
}
