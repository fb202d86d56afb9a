import { Wrench } from 'lucide-react'
import { findBlock } from '../../core/graph/flatten.ts'
import { type QuickFix, quickFixEdit } from '../../core/graph/quick-fix.ts'
import type { Problem } from '../../core/problem.ts'
import { blockTitle } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { paramFields, paramValueText } from '../blocks/param-fields.ts'
import { change, endAction, wholeGraph } from '../document/editor.ts'
import { useText, type Words } from '../text/use-text.ts'

/** Solves a problem at a click, where it is certain how; says what it will do. One step to undo. */
export function QuickFixButton({ problem }: { readonly problem: Problem }) {
  const words = useText()
  const { repair } = problem
  if (!repair || !quickFixEdit(wholeGraph(), repair)) return null
  return (
    <button type="button" className="button small nodrag fix-button" onClick={() => applyFix(repair)}>
      <Wrench size={12} aria-hidden /> {fixText(repair, words)}
    </button>
  )
}

function applyFix(repair: QuickFix) {
  const edit = quickFixEdit(wholeGraph(), repair)
  if (!edit) return
  endAction()
  change(edit)
  endAction()
}

/** What a repair does, in a few words. */
function fixText(repair: QuickFix, { t, say }: Words): string {
  const kinds = useCatalog.getState().blocks
  const kindOf = (address: string) => kinds.get(findBlock(wholeGraph(), address)?.block.type ?? '')
  const title = (type: string) => blockTitle(type, kinds, say)
  switch (repair.do) {
    case 'cut':
      return t.fixCut
    case 'add':
      return t.fixAdd(title(repair.type))
    case 'connect':
      return t.fixConnect(title(kindOf(repair.wire[0][0])?.id ?? ''))
    case 'set': {
      const fields = new Map(paramFields(kindOf(repair.block)?.params ?? {}).map(field => [field.name, field]))
      const set = Object.entries(repair.values).map(([name, value]) => {
        const field = fields.get(name)
        const shown =
          typeof value === 'boolean'
            ? value
              ? t.yes
              : t.no
            : field
              ? paramValueText(field, value, say)
              : String(value)
        return t.fixSet(field ? say(field.label) : name, shown)
      })
      const cleared = (repair.clear ?? []).map(name => {
        const field = fields.get(name)
        return field ? t.fixDefault(say(field.label)) : t.fixRemove(name)
      })
      return [...set, ...cleared].join(', ')
    }
  }
}
