import { randomInt } from 'node:crypto'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // without those that look alike

/** A short name that is never used twice: the day, then four letters. */
export function runId(now = new Date()): string {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '')
  return `${day}-${Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')}`
}
