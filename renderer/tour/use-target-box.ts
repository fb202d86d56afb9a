import { useEffect, useState } from 'react'
import type { TourStep } from './tour-steps.ts'

/** Where the target of a step is on the screen, also while it moves; undefined when it is not shown. */
export function useTargetBox({ target, before }: TourStep): DOMRect | undefined {
  const [box, setBox] = useState<DOMRect>()
  useEffect(() => {
    before?.()
    let frame = 0
    let found = false
    const look = () => {
      const element = target()
      // the canvas has its own way of moving; scrolling in it would shift it for good
      if (element && !found) (element.closest('.canvas') ?? element).scrollIntoView({ block: 'nearest' })
      found ||= element !== null
      const now = element?.getBoundingClientRect()
      setBox(old => (old && now && sameBox(old, now) ? old : now))
      frame = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [target, before])
  return box
}

const sameBox = (a: DOMRect, b: DOMRect) => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
