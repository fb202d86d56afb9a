import { useEffect, useRef } from 'react'
import { useEditor } from '../document/editor.ts'
import { showEmpty, showGraphIfClipped, showGraphReadably } from '../react-flow/viewport.ts'
import { useRuns } from '../runs/run-store.ts'
import { useSettings } from '../state/settings.ts'

/**
 * A graph that was just opened is shown as its reader needs it, once its blocks have a size; and again when the runs or the outline take or
 * give back room. One that begins empty stays where its blocks are put, unless they do not fit in.
 */
export function useFitOnOpen(drawn: boolean, empty: boolean) {
  const opened = useEditor(e => e.opened)
  const panel = useRuns(r => r.visible)
  const outline = useSettings(s => s.outline)
  const shown = useRef('')
  const begun = useRef('')
  useEffect(() => {
    const place = `${opened} ${panel} ${outline}`
    if (shown.current === place) return
    if (empty) {
      if (begun.current !== place) showEmpty()
      begun.current = place
    } else if (drawn) {
      shown.current = place
      const timer = setTimeout(begun.current === place ? showGraphIfClipped : showGraphReadably, 60)
      return () => clearTimeout(timer)
    }
  }, [drawn, empty, opened, panel, outline])
}
