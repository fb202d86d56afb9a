import type { End, PlacedBlock, Sheet, Wire } from './graph.ts'

export const sameEnd = (a: End, b: End): boolean => a[0] === b[0] && a[1] === b[1]

export const sameWire = (a: Wire, b: Wire): boolean => sameEnd(a[0], b[0]) && sameEnd(a[1], b[1])

/** The sheet with one more wire. The wire that was at its input goes; a wire from or to nothing is not drawn. */
export function connect<S extends Sheet>(sheet: S, wire: Wire): S {
  const [from, to] = wire
  const [source, target] = [from, to].map(([id]) => sheet.blocks.find(b => b.id === id))
  if (!source || !target || source === target) return sheet
  if (!hasPort(source, 'outputs', from[1]) || !hasPort(target, 'inputs', to[1])) return sheet
  if (sheet.wires.some(w => sameWire(w, wire))) return sheet
  return { ...sheet, wires: [...sheet.wires.filter(w => !sameEnd(w[1], to)), wire] }
}

export function rewire<S extends Sheet>(sheet: S, cut: readonly Wire[], join: readonly Wire[]): S {
  const wires = sheet.wires.filter(w => !cut.some(c => sameWire(c, w)))
  return join.reduce<S>(connect, wires.length === sheet.wires.length ? sheet : { ...sheet, wires })
}

/** Which ports a block has is its kind's to say; those of a sub-graph are written in the graph. */
export const hasPort = (block: PlacedBlock, side: 'inputs' | 'outputs', port: string): boolean =>
  !block.graph || Object.hasOwn(block[side] ?? {}, port)

/** The wires that still have a block and a port at both ends. */
export function attached(blocks: readonly PlacedBlock[], wires: readonly Wire[]): Wire[] {
  const byId = new Map(blocks.map(b => [b.id, b]))
  return wires.filter(([[from, output], [to, input]]) => {
    const [source, target] = [byId.get(from), byId.get(to)]
    return source && target && hasPort(source, 'outputs', output) && hasPort(target, 'inputs', input)
  })
}
