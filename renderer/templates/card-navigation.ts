import type { KeyboardEvent } from 'react'

/** Arrow keys move the focus between the cards of a gallery as they lie on the screen. */
export function moveBetweenCards(event: KeyboardEvent<HTMLElement>) {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.template-open')]
  const from = cards.find(card => card.closest('.template')?.contains(document.activeElement))
  const next = from && nearest(from, cards, event.key)
  if (!next) return
  event.preventDefault()
  next.focus()
}

function nearest(from: HTMLElement, cards: readonly HTMLElement[], key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowLeft':
      return cards[cards.indexOf(from) - 1]
    case 'ArrowRight':
      return cards[cards.indexOf(from) + 1]
    case 'ArrowUp':
      return inNextRow(from, cards, -1)
    case 'ArrowDown':
      return inNextRow(from, cards, 1)
    default:
      return undefined
  }
}

/** The card in the next row that lies closest below or above. */
function inNextRow(from: HTMLElement, cards: readonly HTMLElement[], dy: number): HTMLElement | undefined {
  const here = from.getBoundingClientRect()
  const distance = (card: HTMLElement) => {
    const { x, y } = card.getBoundingClientRect()
    return (y - here.y) * dy * 10 + Math.abs(x - here.x)
  }
  const further = cards.filter(card => (card.getBoundingClientRect().y - here.y) * dy > 8)
  return further.toSorted((a, b) => distance(a) - distance(b))[0]
}
