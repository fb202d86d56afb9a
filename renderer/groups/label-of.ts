import type { PlacedBlock } from '../../core/graph/graph.ts'
import type { Messages } from '../text/en.ts'

/** What is read aloud of a block besides its title: whether it is left out, held in place or drawn small. */
export const labelOf = ({ off, pinned, collapsed }: PlacedBlock, t: Messages): string =>
  [off === 'mute' && t.muted, off === 'bypass' && t.bypassed, pinned && t.pinned, collapsed && t.collapsed]
    .filter(Boolean)
    .join(', ')
