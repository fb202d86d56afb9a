import type { Parsed, Place, Tree } from './pattern-tree.ts'

/** The instruction of a thread of the matcher. Numbers are program counters; a thread that splits prefers `first`. */
export type Step =
  | { readonly do: 'letter'; readonly fits: (code: number) => boolean }
  | { readonly do: 'split'; first: number; second: number }
  | { readonly do: 'jump'; to: number }
  | { readonly do: 'place'; readonly at: Place }
  | { readonly do: 'save'; readonly slot: number }
  /** Clears what the groups of these slots matched, because a new iteration of a repetition begins. */
  | { readonly do: 'forget'; readonly from: number; readonly to: number }
  | { readonly do: 'match' }

export type Program = readonly Step[]

/** Instructions of a program, at most; patterns such as (.{99}){99} exceed it. */
const longest = 4000

/** Compiles a pattern for Pike's virtual machine; undefined when the program would be too long. */
export function patternProgram({ tree }: Parsed, flags: string): Program | undefined {
  const steps: Step[] = []
  const fits = new Map<string, (code: number) => boolean>()
  try {
    emit(tree)
  } catch (error) {
    if (error === tooLong) return undefined
    throw error
  }
  return [...steps, { do: 'match' }]

  function put<S extends Step>(step: S): S {
    if (steps.length > longest) throw tooLong
    steps.push(step)
    return step
  }

  function emit(tree: Tree): void {
    if (tree.kind === 'letter') put({ do: 'letter', fits: fitting(tree.source) })
    else if (tree.kind === 'place') put({ do: 'place', at: tree.at })
    else if (tree.kind === 'group') emitGroup(tree)
    else if (tree.kind === 'repeat') emitRepeat(tree)
    else if (tree.kind === 'choice') emitChoice(tree.of)
    else tree.of.forEach(emit)
  }

  function emitChoice(of: readonly Tree[]): void {
    const ends: { to: number }[] = []
    for (const [i, tree] of of.entries()) {
      const split = i < of.length - 1 ? put({ do: 'split', first: steps.length + 1, second: 0 }) : undefined
      emit(tree)
      if (!split) continue
      ends.push(put({ do: 'jump', to: 0 }))
      split.second = steps.length
    }
    for (const end of ends) end.to = steps.length
  }

  function emitGroup({ of, number }: Extract<Tree, { kind: 'group' }>): void {
    if (number !== undefined) put({ do: 'save', slot: 2 * number })
    emit(of)
    if (number !== undefined) put({ do: 'save', slot: 2 * number + 1 })
  }

  function emitRepeat({ of, least, most, greedy }: Extract<Tree, { kind: 'repeat' }>): void {
    const [low, high] = slotsIn(of)
    const round = () => {
      if (low <= high) put({ do: 'forget', from: low, to: high })
      emit(of)
    }
    for (let i = 0; i < least; i++) round()
    const splits: { first: number; second: number }[] = []
    const split = () => splits.push(put({ do: 'split', first: steps.length + 1, second: steps.length + 1 }))
    if (most === Number.POSITIVE_INFINITY) {
      const again = steps.length
      split()
      round()
      put({ do: 'jump', to: again })
    } else
      for (let i = least; i < most; i++) {
        split()
        round()
      }
    for (const one of splits) one[greedy ? 'second' : 'first'] = steps.length
  }

  function fitting(source: string): (code: number) => boolean {
    const known = fits.get(source) ?? remembered(new RegExp(`^(?:${source})$`, flags))
    fits.set(source, known)
    return known
  }
}

const tooLong = new Error('patternProgram: too long')

/** The first and last slot of the groups in a tree. */
function slotsIn(tree: Tree): readonly [number, number] {
  const own: [number, number] =
    tree.kind === 'group' && tree.number !== undefined
      ? [2 * tree.number, 2 * tree.number + 1]
      : [Number.POSITIVE_INFINITY, -1]
  const inner =
    tree.kind === 'sequence' || tree.kind === 'choice'
      ? tree.of
      : tree.kind === 'group' || tree.kind === 'repeat'
        ? [tree.of]
        : []
  return inner.map(slotsIn).reduce<readonly [number, number]>(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], own)
}

/** Tests a regular expression on each character once. */
function remembered(letter: RegExp): (code: number) => boolean {
  const known = new Map<number, boolean>()
  const common = new Uint8Array(256) // 0: not tested yet, 1: no, 2: yes
  const ask = (code: number) => letter.test(String.fromCodePoint(code))
  return code => {
    if (code < 256) {
      common[code] ||= ask(code) ? 2 : 1
      return common[code] === 2
    }
    const found = known.get(code) ?? ask(code)
    known.set(code, found)
    return found
  }
}
