import { ListPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type ObjectiveFamily, objectiveFamilies } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { blockTitle } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { patchbay } from '../connection/client.ts'
import { Modal } from '../controls/Modal.tsx'
import { useWholeGraph } from '../document/editor.ts'
import { enqueue } from '../runs/queue-store.ts'
import { closeDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { switchOutcome } from './switch-outcome.ts'

/** One of the three runs: what would run, or why it cannot. */
interface Candidate {
  readonly way: ObjectiveFamily
  readonly graph?: Graph
  readonly plan?: Plan
  readonly parameters?: number
  readonly problems: readonly Problem[]
}

/** The pipeline with each of the three training objectives, to be trained one after the other with the same budget. */
export function CompareObjectivesDialog() {
  const { t } = useText()
  const graph = useWholeGraph()
  const [candidates, setCandidates] = useState<readonly Candidate[]>()
  useEffect(() => {
    let wanted = true
    void Promise.all(objectiveFamilies.map(way => candidateOf(graph, way))).then(all => wanted && setCandidates(all))
    return () => {
      wanted = false
    }
  }, [graph])
  return (
    <Modal title={t.compareWays} className="switch-dialog" onClose={closeDialog}>
      <p className="help">{t.compareWaysHelp}</p>
      {candidates ? <Candidates candidates={candidates} /> : <p role="status">{t.switchBusy}</p>}
    </Modal>
  )
}

async function candidateOf(drawn: Graph, way: ObjectiveFamily): Promise<Candidate> {
  const { switched, problems } = await switchOutcome(drawn, way)
  if (!switched) return { way, problems }
  const { graph } = switched
  try {
    const { planned, problems } = await patchbay.call('graph.check', { graph })
    return planned
      ? { way, graph, plan: planned.plan, parameters: planned.estimate.parameters, problems: [] }
      : { way, problems }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { way, problems: error.problems }
  }
}

function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t } = useText()
  const ready = candidates.filter(({ plan }) => plan !== undefined)
  const budgets = new Set(ready.map(({ plan }) => JSON.stringify(plan && budgetOf(plan))))
  const queueAll = () => {
    closeDialog()
    void enqueue(
      ready.flatMap(({ way, graph }) => (graph ? [{ graph, name: `${graph.name} · ${t.wayNames[way]}` }] : [])),
    )
  }
  return (
    <>
      <CandidateTable ready={ready} />
      <p>{budgets.size === 1 ? t.compareEqual : t.compareUnequal}</p>
      {candidates.map(({ way, problems }) =>
        problems.length > 0 ? (
          <div key={way}>
            <p>{t.compareCannot(t.wayNames[way])}</p>
            <ProblemList problems={problems} />
          </div>
        ) : null,
      )}
      <button type="button" className="button primary" disabled={ready.length === 0} onClick={queueAll}>
        <ListPlus size={14} aria-hidden /> {t.compareQueue(ready.length)}
      </button>
    </>
  )
}

function CandidateTable({ ready }: { readonly ready: readonly Candidate[] }) {
  const { t, f, say } = useText()
  const blocks = useCatalog(c => c.blocks)
  const budgetText = (plan: Plan) => {
    const { steps, epochs, batch, length } = budgetOf(plan)
    const amount = steps === undefined ? `${f.whole(epochs ?? 1)}×` : f.whole(steps)
    return t.compareBudgetOf(amount, f.whole(batch), f.whole(length))
  }
  return (
    <table className="ways-table">
      <thead>
        <tr>
          <th scope="col">{t.task}</th>
          <th scope="col">{t.categories.model}</th>
          <th scope="col" className="number">
            {t.parameters}
          </th>
          <th scope="col">{t.compareBudget}</th>
        </tr>
      </thead>
      <tbody>
        {ready.map(({ way, plan, parameters = 0 }) => (
          <tr key={way}>
            <th scope="row">{t.wayNames[way]}</th>
            <td>{plan && blockTitle(plan.objective.network.block, blocks, say)}</td>
            <td className="number">{f.short(parameters)}</td>
            <td>{plan && budgetText(plan)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a run reads: the length of a collator counts tokens of text, whatever it adds to them. */
function budgetOf({ batches, training }: Plan) {
  const { length } = batches.collator.params
  const text = typeof length === 'number' ? length : batches.length + (batches.targetLength ?? 0)
  return {
    steps: training.steps,
    epochs: training.epochs,
    batch: training.batchSize * training.accumulate,
    length: text,
  }
}
