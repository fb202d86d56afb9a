import { create } from 'zustand'

interface Aim {
  /** The wire over which a block is held that fits into it. */
  readonly wire?: string | undefined
  /** The type of what the wire that is being drawn carries. */
  readonly joining?: string | undefined
}

/** What a drag that goes on would do. */
export const useAim = create<Aim>(() => ({}))

export const aimAt = (wire: string | undefined) => {
  if (useAim.getState().wire !== wire) useAim.setState({ wire })
}
