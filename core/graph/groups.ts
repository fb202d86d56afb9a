import type { Group, PlacedBlock, Subgraph } from './graph.ts'

/** The groups, naming only blocks that are there; a group without any is gone. The same array when nothing changes. */
export function pruneGroups(groups: Group[], blocks: readonly PlacedBlock[]): Group[] {
  const ids = new Set(blocks.map(b => b.id))
  const sound = groups.flatMap(group => {
    const left = group.blocks.filter(id => ids.has(id))
    if (left.length === group.blocks.length && left.length > 0) return [group]
    return left.length === 0 ? [] : [{ ...group, blocks: left }]
  })
  return sound.length === groups.length && sound.every((g, i) => g === groups[i]) ? groups : sound
}

/** Draws a frame around blocks, or replaces the one of that id. Blocks leave the group they were in. */
export function putGroup<S extends Subgraph>(subgraph: S, group: Group): S {
  const known = new Set(subgraph.blocks.map(b => b.id))
  const blocks = [...new Set(group.blocks)].filter(id => known.has(id))
  if (blocks.length === 0) return subgraph
  const taken = new Set(blocks)
  const others = subgraph.groups
    .filter(g => g.id !== group.id)
    .map(g => (g.blocks.some(id => taken.has(id)) ? { ...g, blocks: g.blocks.filter(id => !taken.has(id)) } : g))
  return { ...subgraph, groups: [...pruneGroups(others, subgraph.blocks), { ...group, blocks }] }
}

/** The sub-graph without these groups; their blocks stay. */
export function removeGroups<S extends Subgraph>(subgraph: S, ids: readonly string[]): S {
  const groups = subgraph.groups.filter(g => !ids.includes(g.id))
  return groups.length === subgraph.groups.length ? subgraph : { ...subgraph, groups }
}

/** Gives a group another title. */
export function retitleGroup<S extends Subgraph>(subgraph: S, id: string, title: string): S {
  if (!subgraph.groups.some(g => g.id === id && g.title !== title)) return subgraph
  return { ...subgraph, groups: subgraph.groups.map(g => (g.id === id ? { ...g, title } : g)) }
}
