import { isDeepStrictEqual } from 'node:util'
import type { Blocks } from '../../core/block/block.ts'
import type { DataFlow } from '../../core/compile/compile-up-to.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Preview, PreviewEvent } from '../../core/preview/preview.ts'
import type { TokenizerInspection } from '../../core/preview/tokenizer-inspection.ts'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import type { AbortSignalLike, ParsedInput } from '../../core/rpc/contract.ts'
import { text } from '../../core/text.ts'
import type { BatchingOptions } from '../../core/train/batching/batcher.ts'
import { decoderStartId } from '../../core/train/model.ts'
import { attributeProblem } from '../graphs/attribute-problem.ts'
import { blockOutput } from '../graphs/block-output.ts'
import { overrideParameters } from '../graphs/override-parameters.ts'
import { planGraph } from '../graphs/plan-graph.ts'
import { builtProgram } from '../process/built-program.ts'
import { listenToChild } from '../process/child-client.ts'
import type { PreviewRequest } from './preview-request.ts'

interface RequestContext {
  readonly home: string
  readonly out: string
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
  readonly signal: AbortSignalLike
}

/** What leaves a block of a drawn graph, with its progress. Throws Refusals for what is wrong before it. */
export async function* requestPreview(
  { graph: drawn, set, block, rows, seed, step }: ParsedInput<'graph.preview'>,
  asking: RequestContext,
): AsyncGenerator<PreviewEvent<Preview>> {
  const { home, blocks, folderOf } = asking
  const graph = overrideParameters(drawn, set, blocks)
  const batching = trainerBatching(graph, blocks)
  const flow = await blockOutput(graph, block, { blocks, folderOf, home })
  const question: PreviewRequest = {
    home,
    flow,
    rows,
    step,
    batching: seed === undefined ? batching : { ...batching, seed },
    targetStart: startOf(flow, graph, asking),
  }
  yield* requestFromChild<Preview>(question, graph, asking)
}

/** What the network that is trained on these batches begins a target with; that is known once the graph can run. */
function startOf({ value }: DataFlow, graph: Graph, { blocks, folderOf }: RequestContext): number | undefined {
  const plan = planGraph(flatten(graph), blocks, folderOf)
  return plan.ok && isDeepStrictEqual(plan.value.batches, value) ? decoderStartId(plan.value, blocks) : undefined
}

/** How the tokenizer of a block works. Throws Refusals for what is wrong before it, and for blocks without tokens. */
export async function* requestTokenizerInspection(
  { graph: drawn, set, block, ...looking }: ParsedInput<'tokenizer.look'>,
  asking: RequestContext,
): AsyncGenerator<PreviewEvent<TokenizerInspection>> {
  const { home, blocks, folderOf } = asking
  const graph = overrideParameters(drawn, set, blocks)
  const flow = await blockOutput(graph, block, { blocks, folderOf, home })
  if (flow.kind !== 'tokens') throw new Refusals([{ ...noTokens, block }])
  const question = { home, flow, rows: 1, step: 0, batching: trainerBatching(graph, blocks), looking }
  yield* requestFromChild<TokenizerInspection>(question, graph, asking)
}

/** Asks a child, which ends when the stream is closed. */
async function* requestFromChild<T>(
  question: PreviewRequest,
  graph: Graph,
  { out, blocks, signal }: RequestContext,
): AsyncGenerator<PreviewEvent<T>> {
  try {
    const value = yield* listenToChild<PreviewEvent<T>, T>(builtProgram(out, 'preview'), question, signal)
    if (value) yield { kind: 'done', value }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    throw new Refusals(error.problems.map(problem => attributeProblem(problem, graph, blocks)))
  }
}

const noTokens: Problem = {
  code: 'no-tokens',
  severity: 'error',
  message: text('This block outputs no tokens.', '此模块不输出词元。'),
  fix: text('Choose a tokenizer.', '请选择一个分词器。'),
}

const defaultBatching: BatchingOptions = { batchSize: 8, accumulate: 1, seed: 1 }

/** How the graph's trainer makes up its batches, whether or not it is wired already; something usual when there is none. */
export function trainerBatching(graph: Graph, blocks: Blocks): PreviewRequest['batching'] {
  for (const { type, params, off } of flatten(graph).blocks) {
    const block = blocks.get(type)
    if (off || !block || !Object.values(block.outputs).some(port => port.type === 'plan')) continue
    const parsed = block.params.safeParse(params)
    if (parsed.success) return { ...defaultBatching, ...numericSettings(parsed.data) }
  }
  return { ...defaultBatching, atMost: true }
}

const numericSettings = (params: Record<string, unknown>): Partial<BatchingOptions> =>
  Object.fromEntries(
    Object.keys(defaultBatching).flatMap(name => (typeof params[name] === 'number' ? [[name, params[name]]] : [])),
  )
