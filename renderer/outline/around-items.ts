import type { Graph, Group, Note, PlacedBlock } from '../../core/graph/graph.ts'

/** Lines for what is around blocks: groups and notes at level 1, the blocks of a group below it. */
export type AroundItem =
  | { readonly kind: 'group'; readonly id: string; readonly group: Group }
  | { readonly kind: 'member'; readonly id: string; readonly placed: PlacedBlock }
  | { readonly kind: 'note'; readonly id: string; readonly note: Note }

/** The groups with their blocks, in the order of `ordered`, then the notes. */
export function aroundItems(
  { groups, notes }: Graph,
  ordered: readonly PlacedBlock[],
  closed: ReadonlySet<string>,
): readonly AroundItem[] {
  const framed = groups.flatMap((group): AroundItem[] => {
    const head: AroundItem = { kind: 'group', id: `group ${group.id}`, group }
    if (closed.has(head.id)) return [head]
    const members = ordered.filter(b => group.blocks.includes(b.id))
    return [
      head,
      ...members.map((placed): AroundItem => ({ kind: 'member', id: `member ${group.id} ${placed.id}`, placed })),
    ]
  })
  return [...framed, ...notes.map((note): AroundItem => ({ kind: 'note', id: `note ${note.id}`, note }))]
}
