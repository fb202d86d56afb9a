import { useShallow } from 'zustand/react/shallow'
import { titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { ProblemList } from '../checks/ProblemList.tsx'
import { problemsOf, useChecking } from '../document/checking.ts'
import { change, endAction, usePlaced } from '../document/editor.ts'
import { SubGraphBody } from '../groups/SubGraphNavigation.tsx'
import { PreviewButton } from '../preview/PreviewButton.tsx'
import { useText } from '../text/use-text.ts'
import { ExposedParams } from './ExposedParams.tsx'
import { ParamForm } from './ParamForm.tsx'
import { PortList } from './PortList.tsx'
import { SelectionTools } from './SelectionTools.tsx'
import { SizeSlider } from './SizeSlider.tsx'
import { TokenizerInspector } from './TokenizerInspector.tsx'

/** One block: what it is for, what is wrong, its settings and its wires. */
export function BlockInspector({ id }: { readonly id: string }) {
  const { t, say } = useText()
  const placed = usePlaced(id)
  const info = useBlockInfo(placed)
  const problems = useChecking(useShallow(c => problemsOf(c.problems, id)))
  if (!placed) return null
  const own = problems.filter(p => !p.param || !Object.hasOwn(placed.params, p.param))

  return (
    <>
      <header>
        <CategoryIcon category={info?.category} />
        <input
          className="title-input"
          aria-label={t.blockName}
          value={typeof placed.name === 'string' ? placed.name : ''}
          placeholder={titleOf(placed, info, say)}
          onChange={e => change({ do: 'rename', block: id, name: e.target.value })}
          onBlur={endAction}
        />
        <SelectionTools />
      </header>
      {info && <p className="help block-help">{say(info.help)}</p>}
      {placed.graph && <SubGraphBody placed={placed} />}
      {info && <PreviewButton info={info} />}
      {own.length > 0 && <ProblemList problems={own} />}
      {placed.graph && <ExposedParams placed={placed} />}
      {info && !placed.graph && (
        <section aria-label={t.settings}>
          <h3>{t.settings}</h3>
          {Object.keys(info.presets).length > 0 && <SizeSlider info={info} placed={placed} />}
          <ParamForm info={info} placed={placed} />
        </section>
      )}
      {info && <TokenizerInspector key={id} id={id} info={info} />}
      {info && (
        <section aria-label={t.connections}>
          <h3>{t.connections}</h3>
          <PortList id={id} info={info} />
        </section>
      )}
    </>
  )
}
