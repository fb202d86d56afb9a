import { useChecking } from '../document/checking.ts'
import { select, useWholeGraph } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'

/** Whether the pipeline can run, in a few words. A click shows why not. */
export function StatusPill() {
  const { t, f } = useText()
  const { problems, estimate } = useChecking()
  const { blocks } = useWholeGraph()
  if (blocks.length === 0) return <div className="standing" />
  const errors = problems.filter(p => p.severity === 'error').length
  const missing = problems.filter(p => p.severity === 'missing').length
  const state = errors > 0 ? 'error' : missing > 0 ? 'missing' : 'ready'
  return (
    <div className="standing">
      <button type="button" className="standing-pill" data-state={state} onClick={() => select([])}>
        {errors > 0 ? t.errors(errors) : missing > 0 ? t.todo(missing) : t.ready}
      </button>
      {estimate && (
        <span className="standing-facts">
          {f.short(estimate.parameters)} {t.parameters.toLowerCase()} · {f.mebibytes(estimate.memory)}
        </span>
      )}
    </div>
  )
}
