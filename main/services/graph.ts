import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { requestAttention, requestLeakTest } from '../attention/request-attention.ts'
import { incomingColumns } from '../graphs/block-output.ts'
import { checkGraph } from '../graphs/check-graph.ts'
import { overrideParameters } from '../graphs/override-parameters.ts'
import { presetSizes } from '../graphs/preset-sizes.ts'
import { switchGraphObjective } from '../graphs/switch-graph-objective.ts'
import { withTableFacts } from '../graphs/with-table-facts.ts'
import { requestPreview, requestTokenizerInspection } from '../preview/request-preview.ts'
import { findModel } from '../runs/find-model.ts'
import type { ServiceContext, ServicePart } from './context.ts'

/** What a drawn graph means: its problems and plan, other versions of it, and what flows through it. */
export function graphService(context: ServiceContext): ServicePart<'graph' | 'tokenizer'> {
  const { home, out, store, blocks, folderOf, planOf } = context
  const changed = ({ graph, set }: { graph: Graph; set: Readonly<Record<string, unknown>> }) =>
    overrideParameters(graph, set, blocks)
  return {
    'graph.check': drawn => checkGraph(changed(drawn), context),
    'graph.switch': ({ to, ...drawn }) => switchGraphObjective(changed(drawn), to, { blocks, folderOf }),
    'graph.sizes': async ({ block, ...drawn }) => {
      const known = await withTableFacts(flatten(changed(drawn)), blocks)
      return known.ok ? presetSizes(known.value, block, blocks, folderOf) : {}
    },
    'graph.columns': ({ block, ...drawn }) => incomingColumns(changed(drawn), block, { blocks, folderOf }),
    'graph.preview': (input, signal) => requestPreview(input, { home, out, blocks, folderOf, signal }),
    'tokenizer.look': (input, signal) => requestTokenizerInspection(input, { home, out, blocks, folderOf, signal }),
    'graph.sight': async ({ graph, set, ...example }) =>
      requestAttention({ ...example, plan: await planOf(changed({ graph, set })) }, { home, out }),
    'graph.proof': async function* ({ graph, set, from, checkpoint, ...options }, signal) {
      const model = from === undefined ? undefined : findModel(store, home, from, checkpoint)
      const plan = model?.plan ?? (await planOf(changed({ graph, set })))
      yield* requestLeakTest({ ...options, plan, ...(model ? { folder: model.folder } : {}) }, { home, out }, signal)
    },
  }
}
