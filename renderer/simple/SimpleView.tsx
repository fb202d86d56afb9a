import { useShallow } from 'zustand/react/shallow'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { useCatalog } from '../blocks/catalog.ts'
import { problemCountText } from '../checks/problem-text.ts'
import { blockingProblems, problemsOf, useChecking } from '../document/checking.ts'
import { useGraph } from '../document/editor.ts'
import { Breadcrumb } from '../groups/SubGraphNavigation.tsx'
import { PipelineInspector } from '../inspector/PipelineInspector.tsx'
import { useText } from '../text/use-text.ts'
import { GettingStarted } from '../tour/GettingStarted.tsx'
import { SimpleStage } from './SimpleStage.tsx'
import { type Stage, stagesOf } from './stages.ts'

/** The same graph as a form, for people who want no canvas: stage by stage, the important settings first. */
export function SimpleView() {
  const { t } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  if (graph.blocks.length === 0)
    return (
      <main className="simple-empty">
        <GettingStarted />
      </main>
    )
  const stages = stagesOf(graph, infos)
  return (
    <>
      <nav className="simple-nav" aria-label={t.stages}>
        <ol>
          {stages.map(stage => (
            <li key={stage.category}>
              <StageLink stage={stage} />
            </li>
          ))}
        </ol>
      </nav>
      <main className="simple" aria-label={t.viewSimple}>
        <Breadcrumb />
        {stages.map((stage, n) => (
          <SimpleStage key={stage.category} stage={stage} number={n + 1} />
        ))}
      </main>
      <aside className="inspector simple-side" aria-label={t.pipeline}>
        <PipelineInspector />
      </aside>
    </>
  )
}

/** Leads to a stage, and says whether something in it is in the way. */
function StageLink({ stage: { category, blocks } }: { readonly stage: Stage }) {
  const { t } = useText()
  const own = useChecking(
    useShallow(c => blockingProblems(c.problems).filter(p => blocks.some(({ id }) => problemsOf([p], id).length > 0))),
  )
  const wrong = own.some(({ severity }) => severity !== 'missing')
  return (
    <button
      type="button"
      onClick={() => document.querySelector<HTMLElement>(`[data-stage="${category}"] h2`)?.focus()}
      data-state={wrong ? 'problem' : own.length > 0 ? 'missing' : 'fine'}
    >
      <CategoryIcon category={category} />
      {t.stageTitles[category]}
      {own.length > 0 && <span className="count">{problemCountText(own, t)}</span>}
    </button>
  )
}
