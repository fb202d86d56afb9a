import type { z } from 'zod'
import type { BlockUse, ObjectiveFamily, PortType, PortValues } from '../plan/plan.ts'
import type { Text } from '../text.ts'
import type { BlockAbilities } from './abilities.ts'

/** The section of the block library. */
export type Category = 'data' | 'text' | 'collate' | 'model' | 'objective' | 'train' | 'output'

/** A typed input or output of a block. */
export interface Port<T extends PortType = PortType> {
  readonly type: T
  readonly label: Text
  readonly optional?: boolean
}

export type Ports = Readonly<Record<string, Port>>
type PortInputs<P extends Ports> = {
  readonly [K in keyof P]: P[K] extends { optional: true }
    ? PortValues[P[K]['type']] | undefined
    : PortValues[P[K]['type']]
}

/** A known size of a block: values for some of its parameters, set together. */
export interface Preset<P = Readonly<Record<string, unknown>>> {
  readonly name: Text
  /** The hardware on which it trains in reasonable time. */
  readonly needs: 'laptop' | 'large'
  readonly params: P
}

/** The objective family that a block belongs to. A pipeline that is switched to it gets the `usual` block of each kind, where it fits. */
export interface FamilyMembership {
  readonly by: ObjectiveFamily
  readonly usual?: boolean
}

/** What a block's file declares; see docs/writing-a-block.md. */
export interface BlockSpec<I extends Ports, O extends Ports, P extends z.ZodObject> extends BlockAbilities<z.infer<P>> {
  readonly id: string
  readonly category: Category
  readonly title: Text
  /** One or two sentences for a person who does not program: what it does and when to use it. */
  readonly help: Text
  /** Other words that people search it by, in both languages: what it does, what other tools call it, and what it was called. */
  readonly keywords?: readonly string[]
  readonly inputs: I
  readonly outputs: O
  readonly params: P
  readonly learns?: FamilyMembership
  /** Its known sizes by id, the smallest first. */
  readonly presets?: Readonly<Record<string, Preset<Partial<z.input<P>>>>>
  /**
   * What a block that is placed now begins with where that is not the default. A file that leaves a parameter out means the
   * default for ever; so a default that has proved wrong is corrected here.
   */
  readonly initialParams?: Partial<z.input<P>>
  /** Plain JSON in, plain JSON out. Throws a Refusal (see refuse()) when the user must change something. */
  readonly compile: (inputs: PortInputs<I>, params: z.infer<P>) => PortInputs<O>
}

/** A block as the rest of the app sees it: ports and parameters are checked by `check`, so values are loosely typed here. */
export interface Block extends BlockAbilities<never> {
  readonly id: string
  readonly category: Category
  readonly title: Text
  readonly help: Text
  readonly keywords?: readonly string[]
  readonly inputs: Ports
  readonly outputs: Ports
  readonly params: z.ZodObject
  readonly learns?: FamilyMembership
  readonly presets?: Readonly<Record<string, Preset>>
  readonly initialParams?: Readonly<Record<string, unknown>>
  readonly compile: (inputs: never, params: never) => Readonly<Record<string, unknown>>
}

/** Declares a block. A file in nodes/ exports one as its default. */
export const block = <const I extends Ports, const O extends Ports, P extends z.ZodObject>(
  spec: BlockSpec<I, O, P>,
): Block => spec as unknown as Block

const portLabels: Readonly<Record<PortType, Text>> = {
  rows: { en: 'rows', zh: '数据行' },
  tokens: { en: 'tokens', zh: '词元' },
  batches: { en: 'batches', zh: '批次' },
  network: { en: 'network', zh: '网络' },
  objective: { en: 'objective', zh: '训练目标' },
  optimizer: { en: 'optimizer', zh: '优化器' },
  schedule: { en: 'schedule', zh: '学习率调度' },
  plan: { en: 'training plan', zh: '训练计划' },
}

/** A required port; its label is the name of what flows through it. */
export const port = <T extends PortType>(type: T): { type: T; label: Text } => ({ type, label: portLabels[type] })
/** A port that may stay unconnected. */
export const optionalPort = <T extends PortType>(type: T): { type: T; label: Text; optional: true } => ({
  ...port(type),
  optional: true,
})

interface ParamTexts {
  readonly label: Text
  /** What it does, and when to change it. */
  readonly help: Text
  readonly unit?: Text
  /** How the form draws it, where the schema does not say. model: a folder, or `run:` and the name of a run. column: one of the table's. columns: names for those that come in. hub: where a download lies. */
  readonly control?: 'path' | 'model' | 'paragraph' | 'column' | 'columns' | 'hub'
  /** Not the user's to set: forms leave it out. */
  readonly hidden?: boolean
  readonly advanced?: boolean
  /** Names of an enum's values. */
  readonly choices?: Readonly<Record<string, Text>>
  /** Which more values there are, only the app knows: the devices of its engines. */
  readonly choicesFrom?: 'engines'
}

/** A parameter: its schema with default, and its texts, which travel in the JSON Schema the form is drawn from. */
export const param = <S extends z.ZodType>(schema: S, texts: ParamTexts): S => schema.meta({ ...texts })

/** What a parameter's declaration says of it beside its schema. */
export const paramTextsOf = (schema: unknown): Partial<ParamTexts> =>
  ((schema as z.ZodType).meta() ?? {}) as Partial<ParamTexts>

/** All blocks by id, as nodes/ gives them. */
export type Blocks = ReadonlyMap<string, Block>

/** The block a plan names, or a bug: a plan only ever names blocks that were there when it was compiled. */
export function requireBlock(blocks: Blocks, use: BlockUse): Block {
  const found = blocks.get(use.block)
  if (!found) throw new Error(`requireBlock: this version has no block '${use.block}'`)
  return found
}
