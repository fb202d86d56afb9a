import { motionReduced } from '../state/settings.ts'

/** Milliseconds that the style lets blocks glide (`--slow`), and a few more for the frame in which they start. */
const animationMs = 300

let ending: ReturnType<typeof setTimeout> | undefined

/**
 * Lets blocks, frames and wires glide to where the edit that follows puts them, unless the user wants no motion.
 * Only then: a glide that is always on would drag behind the mouse.
 */
export function animateNextEdit() {
  const canvas = document.querySelector<HTMLElement>('.canvas')
  if (!canvas || motionReduced()) return
  canvas.dataset.gliding = 'true'
  clearTimeout(ending)
  requestAnimationFrame(() => {
    ending = setTimeout(() => {
      delete canvas.dataset.gliding
    }, animationMs)
  })
}
