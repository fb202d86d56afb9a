import type { Graph, Group, Note, PlacedBlock } from '../../core/graph/graph.ts'
import type { Problem } from '../../core/problem.ts'

/** Lines for what is around blocks: groups and notes at level 1, the blocks of a group below it. */
export type GroupNoteItem =
  | { readonly kind: 'group'; readonly id: string; readonly group: Group; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'member'
      readonly id: string
      readonly placed: PlacedBlock
      readonly problems: readonly Problem[]
    }
  | { readonly kind: 'note'; readonly id: string; readonly note: Note }

interface GroupNoteContext {
  /** The blocks in the order in which they are listed. */
  readonly ordered: readonly PlacedBlock[]
  readonly problems: (block: string) => readonly Problem[]
  readonly closed: ReadonlySet<string>
}

/** The groups with their blocks, then the notes. */
export function groupNoteItems(
  { groups, notes }: Graph,
  { ordered, problems, closed }: GroupNoteContext,
): readonly GroupNoteItem[] {
  const framed = groups.flatMap((group): GroupNoteItem[] => {
    const members = ordered
      .filter(b => group.blocks.includes(b.id))
      .map(placed => ({
        kind: 'member' as const,
        id: `member ${group.id} ${placed.id}`,
        placed,
        problems: problems(placed.id),
      }))
    const head = { kind: 'group' as const, id: `group ${group.id}`, group, problems: members.flatMap(m => m.problems) }
    return closed.has(head.id) ? [head] : [head, ...members]
  })
  return [...framed, ...notes.map((note): GroupNoteItem => ({ kind: 'note', id: `note ${note.id}`, note }))]
}
