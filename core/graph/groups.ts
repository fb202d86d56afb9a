import type { Group, PlacedBlock, Sheet } from './graph.ts'

/** The groups, naming only blocks that are there; a group without any is gone. The same array when nothing changes. */
export function soundGroups(groups: Group[], blocks: readonly PlacedBlock[]): Group[] {
  const ids = new Set(blocks.map(b => b.id))
  const sound = groups.flatMap(group => {
    const left = group.blocks.filter(id => ids.has(id))
    if (left.length === group.blocks.length && left.length > 0) return [group]
    return left.length === 0 ? [] : [{ ...group, blocks: left }]
  })
  return sound.length === groups.length && sound.every((g, i) => g === groups[i]) ? groups : sound
}

/** Draws a frame around blocks, or replaces the one of that id. Blocks leave the group they were in. */
export function grouped<S extends Sheet>(sheet: S, group: Group): S {
  const known = new Set(sheet.blocks.map(b => b.id))
  const blocks = [...new Set(group.blocks)].filter(id => known.has(id))
  if (blocks.length === 0) return sheet
  const taken = new Set(blocks)
  const others = sheet.groups
    .filter(g => g.id !== group.id)
    .map(g => (g.blocks.some(id => taken.has(id)) ? { ...g, blocks: g.blocks.filter(id => !taken.has(id)) } : g))
  return { ...sheet, groups: [...soundGroups(others, sheet.blocks), { ...group, blocks }] }
}

export function ungrouped<S extends Sheet>(sheet: S, ids: readonly string[]): S {
  const groups = sheet.groups.filter(g => !ids.includes(g.id))
  return groups.length === sheet.groups.length ? sheet : { ...sheet, groups }
}

export function retitled<S extends Sheet>(sheet: S, id: string, title: string): S {
  if (!sheet.groups.some(g => g.id === id && g.title !== title)) return sheet
  return { ...sheet, groups: sheet.groups.map(g => (g.id === id ? { ...g, title } : g)) }
}
