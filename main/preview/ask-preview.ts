import type { Blocks } from '../../core/block.ts'
import type { Parsed } from '../../core/contract.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { compileTo, upTo } from '../../core/plan/compile-to.ts'
import type { Preview } from '../../core/preview/preview.ts'
import type { TokenizerLook } from '../../core/preview/tokenizer-look.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { findFacts } from '../graphs/find-facts.ts'
import { lookAtTables } from '../graphs/look-at-tables.ts'
import { override } from '../graphs/override.ts'
import { askChild } from '../runs/ask-child.ts'
import { program } from '../runs/engines.ts'
import { batchingOf } from './batching-of.ts'
import type { Question } from './question.ts'

interface Asking {
  readonly home: string
  readonly out: string
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
}

/** What leaves a block of a drawn graph. Throws Refusals for what is wrong before it. */
export async function askPreview(
  { graph: drawn, set, block, rows, seed, step }: Parsed<'graph.preview'>,
  { home, out, blocks, folderOf }: Asking,
): Promise<Preview> {
  const graph = override(drawn, set, blocks)
  const batching = batchingOf(graph, blocks)
  const question: Question = {
    home,
    flow: await flowOf(graph, block, blocks, folderOf),
    rows,
    step,
    batching: seed === undefined ? batching : { ...batching, seed },
  }
  return askChild<Preview>(program(out, 'preview'), question)
}

/** How the tokenizer of a block works. Throws Refusals for what is wrong before it, and for blocks without tokens. */
export async function askLook(
  { graph: drawn, set, block, ...looking }: Parsed<'tokenizer.look'>,
  { home, out, blocks, folderOf }: Asking,
): Promise<TokenizerLook> {
  const graph = override(drawn, set, blocks)
  const flow = await flowOf(graph, block, blocks, folderOf)
  if (flow.kind !== 'tokens') throw new Refusals([{ ...noTokens, block }])
  const question: Question = { home, flow, rows: 1, step: 0, batching: batchingOf(graph, blocks), looking }
  return askChild<TokenizerLook>(program(out, 'preview'), question)
}

const noTokens: Problem = {
  code: 'no-tokens',
  severity: 'error',
  message: text('This block gives no tokens.', '此模块不输出词元。'),
  fix: text('Choose a tokenizer.', '请选择一个分词器。'),
}

async function flowOf(graph: Graph, block: string, blocks: Blocks, folderOf: Asking['folderOf']) {
  const looked = await lookAtTables(upTo(graph, block), blocks)
  if (!looked.ok) throw new Refusals(looked.problems)
  const known = findFacts(looked.value, blocks, folderOf)
  if (!known.ok) throw new Refusals(known.problems)
  const flow = compileTo(known.value, block, blocks)
  if (!flow.ok) throw new Refusals(flow.problems)
  return flow.value
}
