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
 * The expression for a pattern: `*` and `?` match within a name, `**` matches across folders. With `classes`, [a-z] matches one of these characters;
 * without, brackets match themselves, as in names on disk.
 */
export function globPattern(pattern: string, { classes = false } = {}): RegExp {
  const parts = pattern.replaceAll(sep, '/').split(classes ? orClass : special)
  try {
    return new RegExp(`^${parts.map((part, i) => (i % 2 === 0 ? literal(part) : meaning(part))).join('')}$`)
  } catch {
    return /(?!)/ // an invalid range such as [z-a] matches nothing
  }
}

const meaning = (part: string): string => signs[part] ?? part.replace(/^\[!/, '[^')
const literal = (part: string): string => part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
