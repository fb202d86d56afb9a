import { sep } from 'node:path'

const [name, between] = ['[^/\\\\]', '[/\\\\]']
const signs: Readonly<Record<string, string>> = {
  '**/': `(?:${name}+${between})*`,
  '**': '.*',
  '*': `${name}*`,
  '?': name,
  '/': between,
}
const special = /(\*\*\/|(?<=^|\/)\*\*$|\*|\?|\/)/
const orClass = new RegExp(`${special.source.slice(0, -1)}|\\[!?(?:\\w-\\w|[\\w.-])+\\])`)

/**
 * What fits a pattern: `*` and `?` stay within a name, `**` goes through folders. With `classes`, [a-z] is one of these letters;
 * without, brackets are themselves, as in names on a disk.
 */
export function globPattern(pattern: string, { classes = false } = {}): RegExp {
  const parts = pattern.replaceAll(sep, '/').split(classes ? orClass : special)
  try {
    return new RegExp(`^${parts.map((part, i) => (i % 2 === 0 ? literal(part) : meaning(part))).join('')}$`)
  } catch {
    return /(?!)/ // [z-a], which nothing fits
  }
}

const meaning = (part: string): string => signs[part] ?? part.replace(/^\[!/, '[^')
const literal = (part: string): string => part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
