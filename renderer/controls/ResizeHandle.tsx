import { type KeyboardEvent, type PointerEvent, useCallback, useRef, useState } from 'react'

const [least, most] = [180, 640]
const clamp = (height: number) => Math.round(Math.min(most, Math.max(least, height)))

/** The height of a panel, remembered under a name. `apply` is the ref of what has it: the page's rules allow no style attributes. */
export function usePanelHeight(name: string, usual: number) {
  const [pixels, setPixels] = useState(() => clamp(Number(localStorage.getItem(name)) || usual))
  const set = useCallback(
    (next: number) => {
      setPixels(clamp(next))
      localStorage.setItem(name, String(clamp(next)))
    },
    [name],
  )
  const apply = useCallback(
    (element: HTMLElement | null) => element?.style.setProperty('height', `${pixels}px`),
    [pixels],
  )
  return { pixels, set, apply }
}

interface ResizeHandleProps {
  readonly height: ReturnType<typeof usePanelHeight>
  readonly label: string
}

/** The upper edge of a panel, dragged by pointer or moved by arrow keys. */
export function ResizeHandle({ height, label }: ResizeHandleProps) {
  const start = useRef<{ y: number; pixels: number }>(undefined)

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { y: event.clientY, pixels: height.pixels }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) height.set(start.current.pixels + start.current.y - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 24 : event.key === 'ArrowDown' ? -24 : 0
    if (by !== 0) event.preventDefault()
    if (by !== 0) height.set(height.pixels + by)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      className="size-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={height.pixels}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = undefined
      }}
      onKeyDown={onKeyDown}
    />
  )
}
