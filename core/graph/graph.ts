import { z } from 'zod'

/** One end of a wire: block id, port name. */
const end = z.tuple([z.string(), z.string()])

export const placedBlock = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()).default({}),
  at: z.tuple([z.number(), z.number()]).default([0, 0]),
})

/** The `.patchbay` file. Unknown blocks and keys survive a load and a save. */
export const graphSchema = z.looseObject({
  format: z.literal('patchbay/1'),
  name: z.string().default('Untitled'),
  blocks: z.array(placedBlock).default([]),
  wires: z.array(z.tuple([end, end])).default([]),
  groups: z.array(z.unknown()).default([]),
  notes: z.array(z.unknown()).default([]),
})

export type Graph = z.infer<typeof graphSchema>
export type PlacedBlock = Graph['blocks'][number]
/** From an output port to an input port. */
export type Wire = Graph['wires'][number]

export const emptyGraph = (name = 'Untitled'): Graph => ({
  format: 'patchbay/1',
  name,
  blocks: [],
  wires: [],
  groups: [],
  notes: [],
})
