import { z } from 'zod'
import { graphSchema } from './graph.ts'

/** What a window saves of a graph that is being edited. */
export const draftUpdateSchema = z.strictObject({
  /** Of the draft; a new one gets one. */
  id: z.string().min(1).optional(),
  graph: graphSchema,
  /** The file it belongs to, and what that file held when it was last read or written (see `file.open`). */
  path: z.string().optional(),
  seen: z.string().optional(),
  /** How often the draft was kept, as this window knows it. Keeping is refused when somebody else has kept it since. */
  revision: z.int().optional(),
  /** Steps since the ones that were kept before: see history.ts. They begin anew where `start` is given. */
  journal: z
    .strictObject({
      start: graphSchema.optional(),
      from: z.int().min(0),
      steps: z.array(z.looseObject({ step: z.enum(['act', 'seal', 'undo', 'redo']) })),
    })
    .optional(),
})

export type DraftUpdate = z.infer<typeof draftUpdateSchema>

/** A draft as it was kept last. */
export interface Draft {
  readonly id: string
  readonly graph: DraftUpdate['graph']
  readonly revision: number
  readonly path?: string
  readonly seen?: string
  /** Replaying the steps from here gives the graph, and all that can be undone. */
  readonly journal?: {
    readonly start: DraftUpdate['graph']
    readonly steps: NonNullable<DraftUpdate['journal']>['steps']
  }
}

/** What happens around a draft and its file, outside the window that has it open. */
export interface DraftPresence {
  /** Other windows that have the same draft, or the same file, open. */
  readonly draft: number
  readonly file: number
  /** What the file holds now: null when it is gone. */
  readonly seen: string | null
  readonly revision: number
}
