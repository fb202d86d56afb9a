import { isDeepStrictEqual } from 'node:util'
import type { Blocks } from '../../core/block.ts'
import type { Parsed, Signal } from '../../core/contract.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Flow } from '../../core/plan/compile-to.ts'
import type { Preview } from '../../core/preview/preview.ts'
import type { PreviewEvent } from '../../core/preview/progress.ts'
import type { TokenizerLook } from '../../core/preview/tokenizer-look.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { targetStart } from '../../core/train/model.ts'
import { flowOf } from '../graphs/flow-of.ts'
import { override } from '../graphs/override.ts'
import { withOwner } from '../graphs/owner-of.ts'
import { planGraph } from '../graphs/plan-graph.ts'
import { program } from '../runs/engines.ts'
import { listenChild } from '../runs/listen-child.ts'
import { batchingOf } from './batching-of.ts'
import type { Question } from './question.ts'

interface Asking {
  readonly home: string
  readonly out: string
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
  readonly signal: Signal
}

/** What leaves a block of a drawn graph, and how far the look at it has come. Throws Refusals for what is wrong before it. */
export async function* askPreview(
  { graph: drawn, set, block, rows, seed, step }: Parsed<'graph.preview'>,
  asking: Asking,
): AsyncGenerator<PreviewEvent<Preview>> {
  const { home, blocks, folderOf } = asking
  const graph = override(drawn, set, blocks)
  const batching = batchingOf(graph, blocks)
  const flow = await flowOf(graph, block, { blocks, folderOf, home })
  const question: Question = {
    home,
    flow,
    rows,
    step,
    batching: seed === undefined ? batching : { ...batching, seed },
    targetStart: startOf(flow, graph, asking),
  }
  yield* answersOf<Preview>(question, graph, asking)
}

/** What the network that is trained on these batches begins a target with; that is known once the graph can run. */
function startOf({ value }: Flow, graph: Graph, { blocks, folderOf }: Asking): number | undefined {
  const plan = planGraph(flatten(graph), blocks, folderOf)
  return plan.ok && isDeepStrictEqual(plan.value.batches, value) ? targetStart(plan.value, blocks) : undefined
}

/** How the tokenizer of a block works. Throws Refusals for what is wrong before it, and for blocks without tokens. */
export async function* askLook(
  { graph: drawn, set, block, ...looking }: Parsed<'tokenizer.look'>,
  asking: Asking,
): AsyncGenerator<PreviewEvent<TokenizerLook>> {
  const { home, blocks, folderOf } = asking
  const graph = override(drawn, set, blocks)
  const flow = await flowOf(graph, block, { blocks, folderOf, home })
  if (flow.kind !== 'tokens') throw new Refusals([{ ...noTokens, block }])
  const question = { home, flow, rows: 1, step: 0, batching: batchingOf(graph, blocks), looking }
  yield* answersOf<TokenizerLook>(question, graph, asking)
}

/** Asks a child, which ends when nobody wants the answer any more. */
async function* answersOf<T>(
  question: Question,
  graph: Graph,
  { out, blocks, signal }: Asking,
): AsyncGenerator<PreviewEvent<T>> {
  try {
    const value = yield* listenChild<PreviewEvent<T>, T>(program(out, 'preview'), question, signal)
    if (value) yield { kind: 'done', value }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    throw new Refusals(error.problems.map(problem => withOwner(problem, graph, blocks)))
  }
}

const noTokens: Problem = {
  code: 'no-tokens',
  severity: 'error',
  message: text('This block gives no tokens.', '此模块不输出词元。'),
  fix: text('Choose a tokenizer.', '请选择一个分词器。'),
}
