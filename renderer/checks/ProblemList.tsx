import { CircleAlert, TriangleAlert } from 'lucide-react'
import { findBlock } from '../../core/graph/flatten.ts'
import type { Problem } from '../../core/problem.ts'
import { enterSubGraph, select, wholeGraph } from '../document/editor.ts'
import { focusBlock } from '../react-flow/viewport.ts'
import { useText } from '../text/use-text.ts'
import { problemCountText } from './problem-text.ts'
import { QuickFixButton } from './QuickFixButton.tsx'

interface ProblemListProps {
  readonly problems: readonly Problem[]
  /** Offers a way to the block of each problem. */
  readonly linked?: boolean
}

/** What is wrong and what to do about it. */
export function ProblemList({ problems, linked = false }: ProblemListProps) {
  const { say, t } = useText()
  return (
    <ul className="problems" aria-label={t.problems}>
      {problems.map((p, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own
        <li key={i} data-severity={p.severity}>
          {p.severity === 'missing' ? <CircleAlert size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
          <div>
            <p>{say(p.message)}</p>
            <p className="help">{say(p.fix)}</p>
            <QuickFixButton problem={p} />
          </div>
          {linked && p.block && (
            <button type="button" className="button small" onClick={() => showBlock(p.block ?? '')}>
              {t.show}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Shows a block, in its sub-graph when it is in one. */
function showBlock(address: string) {
  const found = findBlock(wholeGraph(), address)
  if (!found) return
  enterSubGraph(found.path)
  select([found.block.id])
  requestAnimationFrame(() => focusBlock(found.block.id))
}

/** How many problems there are at a line, or below it. */
export function ProblemCount({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useText()
  return problems.length > 0 && <small className="told"> · {problemCountText(problems, t)}</small>
}
