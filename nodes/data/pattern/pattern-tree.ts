/** The syntax tree of a pattern. A `letter` matches one character; its source is a regular expression for that character. */
export type Tree =
  | { readonly kind: 'letter'; readonly source: string }
  | { readonly kind: 'place'; readonly at: Place }
  | { readonly kind: 'sequence'; readonly of: readonly Tree[] }
  | { readonly kind: 'choice'; readonly of: readonly Tree[] }
  /** `number`: the capture group, counted from 1; absent when it is not captured. */
  | { readonly kind: 'group'; readonly of: Tree; readonly number?: number }
  | {
      readonly kind: 'repeat'
      readonly of: Tree
      readonly least: number
      readonly most: number
      readonly greedy: boolean
    }

/** Line start and end, word boundary and its negation. */
export type Place = '^' | '$' | '\\b' | '\\B'

export interface Parsed {
  readonly tree: Tree
  readonly groups: number
}

/** A feature of patterns that needs backtracking. */
export class Unsupported extends Error {}

const letter =
  /\[(?:\\.|[^\]\\])*\]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[a-zA-Z]|\\[pP]\{[^}]*\}|\\.|./suy
const counted = /\{(\d+)(,?)(\d*)\}/y

/** Parses a regular expression that JavaScript accepts with the flag `u`. Throws Unsupported. */
export function parsePattern(source: string): Parsed {
  let at = 0
  let groups = 0
  const sees = (sign: string) => source.startsWith(sign, at)
  const takes = (sign: string) => {
    const found = sees(sign)
    if (found) at += sign.length
    return found
  }

  function choice(): Tree {
    const of = [sequence()]
    while (takes('|')) of.push(sequence())
    return { kind: 'choice', of }
  }

  function sequence(): Tree {
    const of: Tree[] = []
    while (at < source.length && !sees('|') && !sees(')')) of.push(repeated(piece()))
    return { kind: 'sequence', of }
  }

  function piece(): Tree {
    for (const place of ['^', '$', '\\b', '\\B'] as const) if (takes(place)) return { kind: 'place', at: place }
    if (takes('(')) return group()
    letter.lastIndex = at
    const found = letter.exec(source)?.[0]
    if (found === undefined) throw new Error(`parsePattern: unexpected end at ${at} of ${source}`)
    if (/^\\[1-9k]/.test(found)) throw new Unsupported(found)
    at += found.length
    return { kind: 'letter', source: found }
  }

  function group(): Tree {
    const name = /\?<[^=!>]+>|\?:|/y
    name.lastIndex = at
    const opening = name.exec(source)?.[0] ?? ''
    if (opening === '' && sees('?')) throw new Unsupported(`(${source.slice(at, at + 2)}`)
    at += opening.length
    const number = opening === '?:' ? undefined : ++groups
    const of = choice()
    at++ // the closing bracket
    return { kind: 'group', of, ...(number === undefined ? {} : { number }) }
  }

  function repeated(of: Tree): Tree {
    const times = howOften()
    return times ? { kind: 'repeat', of, ...times, greedy: !takes('?') } : of
  }

  function howOften(): { least: number; most: number } | undefined {
    if (takes('*')) return { least: 0, most: Number.POSITIVE_INFINITY }
    if (takes('+')) return { least: 1, most: Number.POSITIVE_INFINITY }
    if (takes('?')) return { least: 0, most: 1 }
    counted.lastIndex = at
    const [whole, from, comma, to] = counted.exec(source) ?? []
    if (whole === undefined) return undefined
    at += whole.length
    return { least: Number(from), most: to ? Number(to) : comma ? Number.POSITIVE_INFINITY : Number(from) }
  }

  return { tree: choice(), groups }
}
