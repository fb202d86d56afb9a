import { z } from 'zod'

/** One end of a wire: block id, port name. */
const end = z.tuple([z.string(), z.string()])
const wire = z.tuple([end, end])
const pair = z.tuple([z.number(), z.number()])

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
  at: pair.default([0, 0]),
  size: pair.default([200, 100]),
})

const formerBlock = z.looseObject({
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  given: z.record(z.string(), z.unknown()),
})

/** A block on the canvas. Every one may have a name, be left out, be drawn small, or be held where it is. */
export const placedBlock = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()).default({}),
  at: pair.default([0, 0]),
  name: z.string().optional(),
  /** bypass: what comes in goes out where the types are the same. mute: as if it were not there. */
  off: z.enum(['bypass', 'mute']).optional(),
  collapsed: z.boolean().optional(),
  pinned: z.boolean().optional(),
  /**
   * What stood here while the pipeline learned in other ways: the kind of block, its parameters, and those that the block in
   * its place was given then. So switching back loses nothing.
   */
  former: z.record(z.string(), formerBlock).optional(),
  /** The parameters that a switch gave to a block that was not here before: as long as they are these, there is nothing to remember. */
  given: z.record(z.string(), z.unknown()).optional(),
  /** What a sub-graph holds. The blocks in it have ids of their own. */
  graph: z.lazy((): z.ZodType<Sheet> => sheetSchema).optional(),
  /** A sub-graph's ports: which inner block and port each stands for. */
  inputs: z.record(z.string(), end).optional(),
  outputs: z.record(z.string(), end).optional(),
  /** Inner blocks' parameters that are set from outside. */
  exposed: z.array(end).optional(),
})

const around = z.looseObject({
  wires: z.array(wire).default([]),
  groups: z.array(groupSchema).default([]),
  notes: z.array(noteSchema).default([]),
})

/** Blocks and what joins them: a whole graph, or what is in a sub-graph. */
export interface Sheet extends z.infer<typeof around> {
  blocks: PlacedBlock[]
}
export const sheetSchema = around.extend({ blocks: z.array(placedBlock).default([]) })

/** The `.patchbay` file. Unknown blocks and keys survive a load and a save. */
export const graphSchema = z.looseObject({
  format: z.literal('patchbay/1'),
  name: z.string().default('Untitled'),
  blocks: z.array(placedBlock).default([]),
  ...around.shape,
})

export type Graph = z.infer<typeof graphSchema>
export type PlacedBlock = z.infer<typeof placedBlock>
/** From an output port to an input port. */
export type Wire = z.infer<typeof wire>
export type Group = z.infer<typeof groupSchema>
export type Note = z.infer<typeof noteSchema>
/** A port of a block, or one of its parameters. */
export type End = z.infer<typeof end>

export const emptyGraph = (name = 'Untitled'): Graph => ({
  format: 'patchbay/1',
  name,
  blocks: [],
  wires: [],
  groups: [],
  notes: [],
})
