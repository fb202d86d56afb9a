import { z } from 'zod'

/** One end of a wire: block id, port name. */
const endpointSchema = z.tuple([z.string(), z.string()])
const wireSchema = z.tuple([endpointSchema, endpointSchema])
const pairSchema = z.tuple([z.number(), z.number()])

/** A frame with a title around some blocks. A block is in one group at most. */
export const groupSchema = z.looseObject({
  id: z.string().min(1),
  title: z.string().default(''),
  blocks: z.array(z.string()).default([]),
  color: z.string().optional(),
})

/** Plain text on the canvas. */
export const noteSchema = z.looseObject({
  id: z.string().min(1),
  text: z.string().default(''),
  at: pairSchema.default([0, 0]),
  size: pairSchema.default([200, 100]),
})

const previousBlockSchema = z.looseObject({
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  given: z.record(z.string(), z.unknown()),
})

/** A block on the canvas. Every one may have a name, be left out, be drawn small, or be held where it is. */
export const placedBlockSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()).default({}),
  at: pairSchema.default([0, 0]),
  name: z.string().optional(),
  /** bypass: what comes in goes out where the types are the same. mute: as if it were not there. */
  off: z.enum(['bypass', 'mute']).optional(),
  collapsed: z.boolean().optional(),
  pinned: z.boolean().optional(),
  /**
   * What stood here while the pipeline learned in other ways: the kind of block, its parameters, and those that the block in
   * its place was given then. So switching back loses nothing.
   */
  former: z.record(z.string(), previousBlockSchema).optional(),
  /** The parameters that a switch gave to a block that was not here before: as long as they are these, there is nothing to remember. */
  given: z.record(z.string(), z.unknown()).optional(),
  /** What a sub-graph holds. The blocks in it have ids of their own. */
  graph: z.lazy((): z.ZodType<Subgraph> => subgraphSchema).optional(),
  /** A sub-graph's ports: which inner block and port each stands for. */
  inputs: z.record(z.string(), endpointSchema).optional(),
  outputs: z.record(z.string(), endpointSchema).optional(),
  /** Inner blocks' parameters that are set from outside. */
  exposed: z.array(endpointSchema).optional(),
})

const commonFields = z.looseObject({
  wires: z.array(wireSchema).default([]),
  groups: z.array(groupSchema).default([]),
  notes: z.array(noteSchema).default([]),
})

/** Blocks and what joins them: a whole graph, or what is in a sub-graph. */
export interface Subgraph extends z.infer<typeof commonFields> {
  blocks: PlacedBlock[]
}
export const subgraphSchema = commonFields.extend({ blocks: z.array(placedBlockSchema).default([]) })

/** The `.patchbay` file. Unknown blocks and keys survive a load and a save. */
export const graphSchema = z.looseObject({
  format: z.literal('patchbay/1'),
  name: z.string().default('Untitled'),
  blocks: z.array(placedBlockSchema).default([]),
  ...commonFields.shape,
})

export type Graph = z.infer<typeof graphSchema>
export type PlacedBlock = z.infer<typeof placedBlockSchema>
/** From an output port to an input port. */
export type Wire = z.infer<typeof wireSchema>
export type Group = z.infer<typeof groupSchema>
export type Note = z.infer<typeof noteSchema>
/** A port of a block, or one of its parameters. */
export type Endpoint = z.infer<typeof endpointSchema>

export const emptyGraph = (name = 'Untitled'): Graph => ({
  format: 'patchbay/1',
  name,
  blocks: [],
  wires: [],
  groups: [],
  notes: [],
})
