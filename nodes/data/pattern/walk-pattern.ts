import type { Program } from './pattern-program.ts'
import type { Place } from './pattern-tree.ts'

/** Start and end of the match and of each group in it, in pairs; −1 where a group did not take part. */
export type Found = readonly number[]

interface Walker {
  readonly step: number
  readonly slots: Found
}

/**
 * Searches texts for a pattern by Thompson's and Pike's method (Cox 2009, Regular Expression Matching: the Virtual Machine
 * Approach): all threads advance through the text together, so a text is read once, whatever the pattern. The matches are those
 * of JavaScript's regular expressions; only where something that can be empty is repeated, as in (a*)?, groups and the length of
 * a match may differ.
 */
export function patternWalker(program: Program, groups: number) {
  const none: Found = new Array<number>(2 * groups + 2).fill(-1)
  const visited = new Int32Array(program.length)
  let round = 0
  const begins = firstLetters(program)

  /** Adds a thread and those it splits into, the preferred one first; at most one for each instruction. */
  function add(walkers: Walker[], text: string, at: number, step: number, slots: Found): void {
    const waiting: Walker[] = [{ step, slots }]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { step, slots } = next
      if (visited[step] === round) continue
      visited[step] = round
      const now = program[step]
      if (now?.do === 'jump') waiting.push({ step: now.to, slots })
      else if (now?.do === 'split') waiting.push({ step: now.second, slots }, { step: now.first, slots })
      else if (now?.do === 'save') waiting.push({ step: step + 1, slots: slots.with(now.slot, at) })
      else if (now?.do === 'forget')
        waiting.push({ step: step + 1, slots: slots.map((slot, i) => (i >= now.from && i <= now.to ? -1 : slot)) })
      else if (now?.do !== 'place') walkers.push(next)
      else if (isPlace(now.at, text, at)) waiting.push({ step: step + 1, slots })
    }
  }

  /** The leftmost match that starts at `from` or later, and how far the text was read to find it. */
  return (text: string, from: number): { readonly found?: Found; readonly read: number } => {
    let walkers: Walker[] = []
    let found: Found | undefined
    let at = from
    for (;;) {
      if (walkers.length === 0) {
        if (found) return { found, read: at }
        if (begins) while (at < text.length && !begins(text.codePointAt(at) as number)) at += widthAt(text, at)
      }
      round++
      const now: Walker[] = []
      for (const { step, slots } of walkers) add(now, text, at, step, slots)
      if (!found) add(now, text, at, 0, none.with(0, at))
      const code = text.codePointAt(at)
      walkers = []
      for (const { step, slots } of now) {
        const what = program[step]
        if (what?.do === 'match') {
          found = slots.with(1, at)
          break // later threads are less preferred
        }
        if (code !== undefined && what?.do === 'letter' && what.fits(code)) walkers.push({ step: step + 1, slots })
      }
      if (code === undefined) return { ...(found ? { found } : {}), read: at }
      at += widthAt(text, at)
    }
  }
}

export const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

const isWord = (code: string | undefined) => code !== undefined && /^\w$/.test(code)
const endsLine = (code: string | undefined) => code === undefined || /^[\n\r\u2028\u2029]$/.test(code)

function isPlace(place: Place, text: string, at: number): boolean {
  if (place === '^') return endsLine(text[at - 1])
  if (place === '$') return endsLine(text[at])
  return (isWord(text[at - 1]) !== isWord(text[at])) === (place === '\\b')
}

/** Whether a match can begin with a character; undefined when a match can be empty, or begins with an assertion. */
function firstLetters(program: Program): ((code: number) => boolean) | undefined {
  const seen = new Set<number>()
  const fits: ((code: number) => boolean)[] = []
  const waiting = [0]
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (seen.has(step)) continue
    seen.add(step)
    const now = program[step]
    if (now?.do === 'match') return undefined
    if (now?.do === 'letter') fits.push(now.fits)
    else if (now?.do === 'jump') waiting.push(now.to)
    else if (now?.do === 'split') waiting.push(now.first, now.second)
    else waiting.push(step + 1)
  }
  return code => fits.some(fitting => fitting(code))
}
