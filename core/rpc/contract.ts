import { z } from 'zod'
import type { BlockInfo } from '../block/block-info.ts'
import type { SwitchedGraphWithSizes } from '../compile/switch-objective.ts'
import type { HubContents, HubEvent } from '../data/hub-contents.ts'
import type { TableFacts } from '../data/table-facts.ts'
import type { Draft, DraftPresence } from '../graph/draft.ts'
import { draftUpdateSchema } from '../graph/draft.ts'
import type { Graph } from '../graph/graph.ts'
import { graphSchema, placedBlockSchema } from '../graph/graph.ts'
import type { BlockFacts, Estimate } from '../plan/estimate.ts'
import type { Plan } from '../plan/plan.ts'
import type { AttentionMasks, LeakTestEvent } from '../preview/attention-mask.ts'
import type { Preview, PreviewEvent } from '../preview/preview.ts'
import type { TokenizerInspection } from '../preview/tokenizer-inspection.ts'
import type { Problem } from '../problem.ts'
import type { EvaluationEvent } from '../run/evaluation.ts'
import type { ExportedModel, ExportTargetInfo } from '../run/export.ts'
import type { Sample } from '../run/report.ts'
import type { DeviceInfo, ExampleGraph, FolderListing, Run, RunComparison, RunEvent, RunQueue } from '../run/run.ts'
import type { Verification } from '../run/verification.ts'

/** Every call and stream between a window (or a terminal) and the app, typed once. Three hosts carry it unchanged. */

interface Call<I extends z.ZodType, O> {
  readonly kind: 'call'
  readonly input: I
  /** Exists in types only. */
  readonly output?: O
}
interface Stream<I extends z.ZodType, E> {
  readonly kind: 'stream'
  readonly input: I
  readonly output?: E
}

/** What core needs of an AbortSignal, which is not part of the language. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** `call<Output>()(input)`: the output is a type, the input a schema that is checked at the boundary. */
const call =
  <O>() =>
  <I extends z.ZodType>(input: I): Call<I, O> => ({ kind: 'call', input })
const stream =
  <E>() =>
  <I extends z.ZodType>(input: I): Stream<I, E> => ({ kind: 'stream', input })

const noInput = z.strictObject({})
const runInput = z.strictObject({ run: z.string().min(1) })
/** A graph as drawn, with values to change first: `{ "trainer.seed": 7 }`. */
const graphInput = z.strictObject({ graph: graphSchema, set: z.record(z.string(), z.unknown()).default({}) })

/** An example of a batch, as `graph.preview` shows it. */
const exampleFields = {
  example: z.int().min(0).default(0),
  /** In place of the trainer's. */
  seed: z.int().min(0).optional(),
  step: z.int().min(0).max(1e7).default(0),
}

const predictInput = z.strictObject({
  /** A run's id, or a folder with a model. */
  from: z.string().min(1),
  text: z.array(z.string()).min(1),
  /** What the texts ask about, when the model finds answers in a text. */
  context: z.string().optional(),
  checkpoint: z.union([z.enum(['best', 'last']), z.int()]).default('last'),
  /** 0 takes the likeliest token each time. */
  temperature: z.number().min(0).default(0.8),
  topK: z.int().min(0).default(50),
  /** Only the likeliest tokens that together reach this share of the probability are drawn from; 1 means all. */
  topP: z.number().gt(0).max(1).default(1),
  /** Only tokens with at least this share of the likeliest one's probability are drawn from; 0 means all. */
  minP: z.number().min(0).max(1).default(0),
  /** Above 1, tokens of the text become less likely to come again. */
  repetitionPenalty: z.number().gt(0).default(1),
  /** No run of so many tokens comes twice; 0 means no rule. */
  noRepeat: z.int().min(0).default(0),
  /** Texts followed at once in search of the likeliest whole; with more than 1, nothing is drawn by chance. */
  beams: z.int().min(1).max(64).default(1),
  /** How much beam search is drawn to long texts: above 0 more, below 0 to short ones. */
  lengthPenalty: z.number().default(1),
  /** Candidates named for each gap. */
  candidates: z.int().min(1).max(50).default(5),
  /** Most tokens to write. */
  length: z.int().min(1).default(60),
  seed: z.int().default(0),
})

const evaluateInput = z.strictObject({
  /** A run's id, or a folder with a model. */
  from: z.string().min(1),
  checkpoint: z.union([z.enum(['best', 'last']), z.int()]).default('last'),
  /** A file of rows of the kind that the model was trained with; default: what its run kept back. */
  data: z.string().min(1).optional(),
  /** Most rows to look at, chosen by chance. */
  limit: z.int().min(1).optional(),
  /** Texts followed at once where targets are written; 1 takes the likeliest token each time. */
  beams: z.int().min(1).max(64).default(1),
  seed: z.int().default(0),
})

const hubDatasetInput = z.strictObject({
  dataset: z.string(),
  revision: z.string().default(''),
  address: z.string().default('https://huggingface.co'),
})

/** What a drawn graph means. */
export interface GraphCheck {
  readonly problems: readonly Problem[]
  /** Of a graph that can run. */
  readonly planned?: {
    readonly plan: Plan
    readonly estimate: Estimate
    /** By the address of each block that something is known about. */
    readonly facts: Readonly<Record<string, BlockFacts>>
  }
}

export const contract = {
  /** Where the app keeps runs, models and drafts. */
  'app.facts': call<{ readonly home: string }>()(noInput),
  'block.list': call<readonly BlockInfo[]>()(noInput),
  'device.list': call<readonly DeviceInfo[]>()(noInput),
  'example.list': call<readonly ExampleGraph[]>()(noInput),

  /** Problems of a graph, warnings included and none when it can run; what is known of it then. */
  'graph.check': call<GraphCheck>()(graphInput),

  /** The graph in another way of learning: same data, tokenizer, seed and budget; other batches, objective and network. */
  'graph.switch': call<SwitchedGraphWithSizes>()(graphInput.extend({ to: z.enum(['causal', 'masked', 'seq2seq']) })),

  /** Trainable parameters for each preset of a block in this graph; presets that do not fit the graph are missing. */
  'graph.sizes': call<Readonly<Record<string, number>>>()(graphInput.extend({ block: z.string() })),

  /**
   * What leaves a block (or enters it, when no data leaves): rows, tokens, batches. Only what lies before it must be complete.
   * Ending the stream ends the work.
   */
  'graph.preview': stream<PreviewEvent<Preview>>()(
    graphInput.extend({
      block: z.string().min(1),
      /** Rows, or examples of a batch, to show. */
      rows: z.int().min(1).max(200).default(8),
      /** In place of the trainer's. */
      seed: z.int().min(0).optional(),
      /** Steps of training before the batch. */
      step: z.int().min(0).max(1e7).default(0),
    }),
  ),

  /** Who may look at whom in the network of this graph, in an example of a batch. The whole graph must be ready to run. */
  'graph.sight': call<AttentionMasks>()(graphInput.extend(exampleFields)),
  /** Runs the model twice, the second time with other tokens from a place on, and compares what it predicts. Ending the stream ends the work. */
  'graph.proof': stream<LeakTestEvent>()(
    graphInput.extend({
      ...exampleFields,
      /** A run’s id, or a folder with a model, whose weights are taken; otherwise the weights are fresh. */
      from: z.string().min(1).optional(),
      checkpoint: z.union([z.enum(['best', 'last']), z.int()]).default('last'),
      /** The text whose tokens change; default: the one that is predicted at. */
      lane: z.enum(['input', 'target']).optional(),
      /** The first place that changes, from 0; default: the middle of the text. */
      place: z.int().min(0).optional(),
    }),
  ),

  /** The tokenizer of a block that gives tokens: how it cuts a text, how it fits the data, and its pieces. */
  'tokenizer.look': stream<PreviewEvent<TokenizerInspection>>()(
    graphInput.extend({
      block: z.string().min(1),
      text: z.string().max(20_000).default(''),
      /** Pieces with these letters in them; empty: all. */
      search: z.string().default(''),
      /** The first piece of those to name, and how many. */
      first: z.int().min(0).default(0),
      count: z.int().min(1).max(1000).default(100),
    }),
  ),

  'run.start': call<Run>()(graphInput.extend({ name: z.string().optional() })),
  /** Trainings that wait for their turn: one starts when no other goes on. */
  'queue.list': call<RunQueue>()(noInput),
  /** Puts trainings at the end, all of them or none, and lets the queue go on. */
  'queue.add': call<RunQueue>()(z.strictObject({ trainings: z.array(graphInput.extend({ name: z.string() })).min(1) })),
  'queue.move': call<RunQueue>()(z.strictObject({ id: z.string().min(1), to: z.int().min(0) })),
  'queue.remove': call<RunQueue>()(z.strictObject({ id: z.string().min(1) })),
  /** Lets it go on, or wait. */
  'queue.go': call<RunQueue>()(z.strictObject({ on: z.boolean() })),

  'run.stop': call<Run>()(runInput),
  'run.get': call<Run>()(runInput),
  'run.list': call<readonly Run[]>()(z.strictObject({ filter: z.string().default('') })),
  'run.delete': call<null>()(runInput),
  /** The graph a run was started from. */
  'run.graph': call<Graph>()(runInput),
  'run.compare': call<RunComparison>()(z.strictObject({ runs: z.array(z.string()).min(1) })),
  'run.predict': call<readonly Sample[]>()(predictInput),
  /** Measures a model: how far it has come, and in the end what it came to. Ending the stream ends the work. */
  'run.evaluate': stream<EvaluationEvent>()(evaluateInput),
  /** State, points after a step, progress and samples, until the run ends. Resumable: pass the last step seen. */
  'run.watch': stream<RunEvent>()(runInput.extend({ after: z.int().default(-1) })),

  /** The formats of other tools that models can be written in. */
  'model.targets': call<readonly ExportTargetInfo[]>()(noInput),
  /** Writes a model into a new or empty folder for another tool. */
  'model.export': call<ExportedModel>()(
    z.strictObject({
      from: z.string().min(1),
      checkpoint: z.union([z.enum(['best', 'last']), z.int()]).default('best'),
      to: z.string().min(1),
      folder: z.string().min(1),
    }),
  ),
  /** Looks at all there is in a folder with a model, ours or another tool's. */
  'model.verify': call<Verification>()(z.strictObject({ folder: z.string().min(1) })),

  /** The columns of the rows that come into a block; none while nothing does. */
  'graph.columns': call<readonly string[]>()(graphInput.extend({ block: z.string().min(1) })),

  /** What a table's beginning tells: its columns, its first rows. Null for blocks without a table, or without a file yet. */
  'block.table': call<TableFacts | null>()(z.strictObject({ block: placedBlockSchema })),

  /** The block that reads a file, a folder or an archive, with its parameters: for what is dropped on the canvas. */
  'file.block': call<{ readonly type: string; readonly params: Readonly<Record<string, unknown>> }>()(
    z.strictObject({ path: z.string().min(1) }),
  ),
  /** What a dataset on the Hugging Face Hub offers. Goes to the internet. */
  'hub.look': call<HubContents>()(hubDatasetInput),
  /** Downloads a part of a dataset. Goes to the internet; ending the stream ends the download, which can go on later. */
  'hub.download': stream<HubEvent>()(
    hubDatasetInput.extend({ config: z.string().default(''), split: z.string().default('') }),
  ),

  /** `seen` stands for what the file held. */
  'file.open': call<{ readonly path: string; readonly graph: Graph; readonly seen: string | null }>()(
    z.strictObject({ path: z.string() }),
  ),
  /** Writes atomically. Refuses to replace a file unless `overwrite` is set, and where `seen` is given one that is another by now. */
  'file.save': call<{ readonly path: string; readonly seen: string | null }>()(
    z.strictObject({
      path: z.string(),
      graph: graphSchema,
      overwrite: z.boolean().default(false),
      seen: z.string().optional(),
    }),
  ),
  /** Folders and files the user may pick; no folder given means the home folder. */
  'file.browse': call<FolderListing>()(z.strictObject({ folder: z.string().optional() })),
  /**
   * Lets the user choose in the dialog of the system: a pipeline to open, where to save one, or any file or folder. No path when
   * it was closed; null where the host has no such dialog, so that the window shows its own.
   */
  'file.pick': call<{ readonly path?: string } | null>()(
    z.strictObject({ mode: z.enum(['open', 'save', 'pick']), name: z.string().optional() }),
  ),
  /** Pipelines kept in the app itself, newest first, and an autosaved draft among them. */
  'pipeline.list': call<readonly { readonly id: string; readonly name: string; readonly saved: string }[]>()(noInput),
  'pipeline.open': call<Graph>()(z.strictObject({ id: z.string() })),
  /** Keeps a pipeline, and what was done to it since it was kept last. */
  'pipeline.save': call<{ readonly id: string; readonly revision: number }>()(draftUpdateSchema),
  /** A kept pipeline with all that can be undone. */
  'pipeline.resume': call<Draft>()(z.strictObject({ id: z.string() })),
  /** A window has a draft, and the file it belongs to, open until the stream ends. It hears of others that have them open, or change them. */
  'pipeline.watch': stream<DraftPresence>()(
    z.strictObject({ draft: z.string().optional(), path: z.string().optional() }),
  ),
}

export type Contract = typeof contract
export type CallName = { [K in keyof Contract]: Contract[K]['kind'] extends 'call' ? K : never }[keyof Contract]
export type StreamName = Exclude<keyof Contract, CallName>

export type CallInput<K extends keyof Contract> = z.input<Contract[K]['input']>
export type ParsedInput<K extends keyof Contract> = z.output<Contract[K]['input']>
export type CallOutput<K extends keyof Contract> = Exclude<Contract[K]['output'], undefined>

/** What app.ts implements: a missing method is a type error. Calls throw `Refusals` for problems the user can fix. */
export type Service = {
  readonly [K in CallName]: (input: ParsedInput<K>) => CallOutput<K> | Promise<CallOutput<K>>
} & {
  readonly [K in StreamName]: (input: ParsedInput<K>, signal: AbortSignalLike) => AsyncIterable<CallOutput<K>>
}

/** What a window calls. */
export type Client = {
  readonly call: <K extends CallName>(name: K, input: CallInput<K>) => Promise<CallOutput<K>>
  readonly listen: <K extends StreamName>(
    name: K,
    input: CallInput<K>,
    signal: AbortSignalLike,
  ) => AsyncIterable<CallOutput<K>>
}

/** How every reply travels, in all hosts: Electron flattens thrown errors, so they travel as data. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** What a carrier moves; it knows neither names nor types. */
export interface Transport {
  call(name: string, input: unknown): Promise<Reply>
  listen(name: string, input: unknown, signal: AbortSignalLike): AsyncIterable<Reply>
}
