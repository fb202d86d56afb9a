import { useId, useState } from 'react'
import type { SwitchedGraphWithSizes } from '../../core/compile/switch-objective.ts'
import { flatten } from '../../core/graph/flatten.ts'
import { type ObjectiveFamily, objectiveFamilies } from '../../core/plan/plan.ts'
import { blockTitle } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { Modal } from '../controls/Modal.tsx'
import { change, endAction, useWholeGraph } from '../document/editor.ts'
import { closeDialog, showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { describeChange } from './describe-change.ts'
import { objectiveFamilyOf, useSwitchOutcome } from './switch-outcome.ts'

/** Switches the pipeline to another objective, after saying block by block what that changes. */
export function SwitchObjectiveDialog({ first }: { readonly first: ObjectiveFamily | undefined }) {
  const { t } = useText()
  const graph = useWholeGraph()
  const current = objectiveFamilyOf(
    flatten(graph),
    useCatalog(c => c.blocks),
  )
  const [to, choose] = useState<ObjectiveFamily>(first ?? objectiveFamilies.find(way => way !== current) ?? 'causal')
  return (
    <Modal title={t.switchObjective} className="switch-dialog" onClose={closeDialog}>
      <p className="help">{t.switchHelp}</p>
      <ObjectiveChoice chosen={to} choose={choose} />
      {to === current ? <p>{t.switchCurrent}</p> : <Changes key={to} to={to} />}
      <p>
        <button type="button" className="button small" onClick={() => showDialog({ kind: 'compare-ways' })}>
          {t.compareWays}
        </button>
      </p>
    </Modal>
  )
}

function ObjectiveChoice({
  chosen,
  choose,
}: {
  readonly chosen: ObjectiveFamily
  readonly choose: (way: ObjectiveFamily) => void
}) {
  const { t } = useText()
  const name = useId()
  return (
    <fieldset className="way-choice">
      <legend className="unseen">{t.ways}</legend>
      {objectiveFamilies.map(way => (
        <label key={way} data-chosen={way === chosen}>
          <input type="radio" name={name} checked={way === chosen} onChange={() => choose(way)} />
          <span>
            <strong>{t.wayNames[way]}</strong>
            <small>{t.wayIdeas[way]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Changes({ to }: { readonly to: ObjectiveFamily }) {
  const { t } = useText()
  const graph = useWholeGraph()
  const outcome = useSwitchOutcome(graph, to)
  if (!outcome) return <p role="status">{t.switchBusy}</p>
  const { switched, problems } = outcome
  if (!switched) return <ProblemList problems={problems} />
  return (
    <>
      <ChangeList switched={switched} />
      {switched.problems.length > 0 && <ProblemList problems={switched.problems} />}
      <button type="button" className="button primary" onClick={() => apply(switched)}>
        {t.switchDo(t.wayNames[to])}
      </button>
    </>
  )
}

/** One action, so one step to undo. */
function apply({ edit }: SwitchedGraphWithSizes) {
  endAction()
  change(edit)
  endAction()
  closeDialog()
}

/** Each block that changes, with its settings; and what stays. */
function ChangeList({ switched }: { readonly switched: SwitchedGraphWithSizes }) {
  const { t, f, say } = useText()
  const graph = useWholeGraph()
  const kinds = useCatalog(c => c.blocks)
  const title = (type: string) => blockTitle(type, kinds, say)
  const changing = new Set(switched.changes.map(({ block }) => block))
  const staying = flatten(graph).blocks.filter(({ id }) => !changing.has(id))
  const [before, after] = switched.parameters
  return (
    <>
      <section className="switch-changes" aria-label={t.switchChanges}>
        <h3>{t.switchChanges}</h3>
        <ul>
          {switched.changes.map(one => (
            <li key={one.block}>
              <strong>
                {one.from.type === one.to.type
                  ? title(one.to.type)
                  : t.switchReplaced(title(one.from.type), title(one.to.type))}
              </strong>
              {describeChange(one, kinds, { t, f, say }).map(words => (
                <small key={words}>{words}</small>
              ))}
            </li>
          ))}
          {before !== null && after !== null && <li>{t.switchParameters(f.short(before), f.short(after))}</li>}
        </ul>
      </section>
      <section aria-label={t.switchStays}>
        <h3>{t.switchStays}</h3>
        <p>
          {t.sentence(f.list(staying.map(({ type, name }) => name || title(type))))} {t.switchWires}
        </p>
      </section>
    </>
  )
}
