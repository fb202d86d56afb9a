import { useShallow } from 'zustand/react/shallow'
import { problemsOf, useChecking } from '../app/checking.ts'
import { change, endAction, usePlaced } from '../app/editor.ts'
import { titleOf } from '../canvas/flow.ts'
import { useInfo } from '../canvas/info-of.ts'
import { ExposedForm } from '../groups/ExposedForm.tsx'
import { SubGraphBody } from '../groups/SubGraphBody.tsx'
import { CategoryIcon } from '../palette/CategoryIcon.tsx'
import { PreviewButton } from '../preview/PreviewButton.tsx'
import { useText } from '../text/use-text.ts'
import { ParamForm } from './ParamForm.tsx'
import { PortList } from './PortList.tsx'
import { ProblemList } from './ProblemList.tsx'
import { SelectionTools } from './SelectionTools.tsx'
import { SizeDial } from './SizeDial.tsx'
import { TokenizerLook } from './TokenizerLook.tsx'

/** One block: what it is for, what is wrong, its settings and its wires. */
export function BlockInspector({ id }: { readonly id: string }) {
  const { t, say } = useText()
  const placed = usePlaced(id)
  const info = useInfo(placed)
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
      {placed.graph && <ExposedForm placed={placed} />}
      {info && !placed.graph && (
        <section aria-label={t.settings}>
          <h3>{t.settings}</h3>
          {Object.keys(info.presets).length > 0 && <SizeDial info={info} placed={placed} />}
          <ParamForm info={info} placed={placed} />
        </section>
      )}
      {info && <TokenizerLook key={id} id={id} info={info} />}
      {info && (
        <section aria-label={t.connections}>
          <h3>{t.connections}</h3>
          <PortList id={id} info={info} />
        </section>
      )}
    </>
  )
}
