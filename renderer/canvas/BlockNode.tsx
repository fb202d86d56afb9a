import type { NodeProps } from '@xyflow/react'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { Problem } from '../../core/problem.ts'
import { BlockBadges } from '../blocks/BlockBadges.tsx'
import { BlockSummary } from '../blocks/BlockSummary.tsx'
import { titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { BlockFacts } from '../checks/BlockFacts.tsx'
import { QuickFixButton } from '../checks/QuickFixButton.tsx'
import { problemsOf, useChecking } from '../document/checking.ts'
import { useEditor } from '../document/editor.ts'
import { SubGraphBody } from '../groups/SubGraphNavigation.tsx'
import { openSubGraphPath } from '../groups/selection.ts'
import type { BlockFlowNode } from '../react-flow/elements.ts'
import { useText } from '../text/use-text.ts'
import { BlockProgress } from './BlockProgress.tsx'
import { PortHandle } from './PortHandle.tsx'

/** One block on the canvas: its title, what is set, its first problem, and a handle per port. */
export const BlockNode = memo(function BlockNode({ id, data }: NodeProps<BlockFlowNode>) {
  const { say, t } = useText()
  const { placed } = data
  const info = useBlockInfo(placed)
  const [problem] = useChecking(useShallow(c => problemsOf(c.problems, id)))

  return (
    <article
      className="block"
      data-category={info?.category}
      data-severity={problem?.severity}
      data-off={placed.off}
      data-collapsed={placed.collapsed}
      data-sub-graph={placed.graph !== undefined || undefined}
      onDoubleClick={() => placed.graph && openSubGraphPath([...useEditor.getState().inside, id])}
    >
      <header>
        <CategoryIcon category={info?.category} />
        <h3>{titleOf(placed, info, say)}</h3>
        <BlockBadges placed={placed} />
      </header>
      {placed.graph && <SubGraphBody placed={placed} />}
      {info ? <BlockSummary info={info} placed={placed} /> : <p className="block-note">{t.unknownBlock}</p>}
      {info && !placed.graph && <BlockFacts id={id} />}
      {info && <Ports info={info} />}
      {info && <BlockProgress info={info} />}
      {problem && <BlockProblem problem={problem} />}
    </article>
  )
})

function Ports({ info }: { readonly info: BlockInfo }) {
  return (
    <div className="block-ports">
      <ul>
        {Object.entries(info.inputs).map(([name, port]) => (
          <PortHandle key={name} side="input" name={name} port={port} />
        ))}
      </ul>
      <ul>
        {Object.entries(info.outputs).map(([name, port]) => (
          <PortHandle key={name} side="output" name={name} port={port} />
        ))}
      </ul>
    </div>
  )
}

function BlockProblem({ problem }: { readonly problem: Problem }) {
  const { say } = useText()
  const Icon = problem.severity === 'missing' ? CircleAlert : TriangleAlert
  return (
    <div className="block-problem" title={say(problem.fix)}>
      <Icon size={13} aria-hidden />
      <div>
        <p>{say(problem.message)}</p>
        <QuickFixButton problem={problem} />
      </div>
    </div>
  )
}
