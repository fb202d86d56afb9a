import { copyBlocks, selectedPart } from '../../../core/graph/clipboard.ts'
import type { Edit } from '../../../core/graph/edit.ts'
import type { Endpoint, Graph, PlacedBlock, Subgraph, Wire } from '../../../core/graph/graph.ts'
import { subgraphAt } from '../../../core/graph/subgraph-at.ts'
import { uniqueId } from '../../../core/graph/unique-id.ts'
import { hashSeed } from '../../../core/random.ts'

const kinds = ['add', 'remove', 'remove-wire', 'move', 'connect', 'rewire', 'set', 'set-all', 'rename', 'off'] as const
const around = [
  'collapse',
  'pin',
  'group',
  'ungroup',
  'retitle',
  'note',
  'write',
  'resize',
  'remove-note',
  'replace',
] as const
const nested = ['enclose', 'dissolve', 'expose', 'port', 'copy', 'heal'] as const

/** Every kind of edit, each about as often as the others. */
export const editKinds = [...kinds, ...around, ...nested]

/** An edit of any kind, anywhere in the graph, that may ask for things that are not there. The same seed gives the same edit. */
export function randomEdit(graph: Graph, seed: number): Edit {
  const path = somewhere(graph, seed)
  const sheet = subgraphAt(graph, path) ?? graph
  return { ...randomChange(sheet, seed), ...(path.length > 0 ? { in: path } : {}) }
}

/** Into sub-graphs, one time in three for each that is there. */
function somewhere(graph: Graph, seed: number): string[] {
  const path: string[] = []
  for (let depth = 0; depth < 3; depth++) {
    const inner = (subgraphAt(graph, path)?.blocks ?? []).filter(b => b.graph)
    const next = inner[hashSeed(seed, 90 + depth) % (3 * Math.max(1, inner.length))]
    if (!next) break
    path.push(next.id)
  }
  return path
}

function randomChange(sheet: Subgraph, seed: number): Edit {
  const at = (salt: number, below: number) => hashSeed(seed, salt) % Math.max(1, below)
  const pick = <T>(from: readonly T[], salt: number): T | undefined => from[at(salt, from.length)]
  const ids = [...sheet.blocks.map(b => b.id), 'ghost']
  const some = (salt: number) => sheet.blocks.filter((_, i) => hashSeed(seed, salt, i) % 3 === 0).map(b => b.id)
  const a = pick(ids, 1) ?? 'ghost'
  const b = pick(ids, 2) ?? 'ghost'
  const end = (id: string, side: 'inputs' | 'outputs', salt: number): Endpoint => {
    const ports = Object.keys(sheet.blocks.find(x => x.id === id)?.[side] ?? {})
    return [id, pick([...ports, `${side}${at(salt, 2)}`], salt + 1) ?? '']
  }
  const wire: Wire = [end(a, 'outputs', 10), end(b, 'inputs', 12)]
  const place = (salt: number): [number, number] => [at(salt, 900), at(salt + 1, 900)]
  const note = pick(sheet.notes, 20)?.id ?? 'ghost'
  const group = pick(sheet.groups, 21)?.id ?? 'ghost'
  const cut = sheet.wires.filter((_, i) => hashSeed(seed, 22, i) % 5 === 0)
  const on = at(23, 2) === 0
  const inner = sheet.blocks.find(x => x.id === a)?.graph?.blocks
  const innerEnd: Endpoint = [pick(inner ?? [], 24)?.id ?? 'ghost', `port${at(25, 2)}`]
  const room = sheet.blocks.length < 40
  switch (pick(editKinds, 0) ?? 'add') {
    case 'add': {
      const id = uniqueId(sheet, 'kind')
      const wires: Wire[] = [[end(a, 'outputs', 10), [id, 'in']]]
      return { do: 'add', blocks: room ? [block(id, place(30))] : [], wires }
    }
    case 'remove':
      return { do: 'remove', blocks: at(31, 6) === 0 ? some(32) : [a], wires: [] }
    case 'remove-wire':
      return { do: 'remove', blocks: [], wires: cut.slice(0, 1) }
    case 'move':
      return { do: 'move', to: { [a]: place(33), [b]: place(35) }, notes: { [note]: place(37) } }
    case 'connect':
      return { do: 'connect', wire }
    case 'rewire':
      return { do: 'rewire', cut, join: [wire], to: { [a]: place(40) } }
    case 'set':
      return { do: 'set', block: a, param: `p${at(41, 3)}`, value: at(42, 4) === 0 ? undefined : seed }
    case 'set-all':
      return { do: 'set-all', block: a, values: { p0: at(43, 5) }, clear: at(44, 2) === 0 ? ['p1'] : [] }
    case 'rename':
      return at(45, 3) === 0 ? { do: 'rename', name: `n${seed}` } : { do: 'rename', block: a, name: `b${at(46, 9)}` }
    case 'off':
      return { do: 'off', blocks: [a, b], off: pick(['bypass', 'mute', undefined] as const, 47) }
    case 'collapse':
    case 'pin':
      return { do: pick(['collapse', 'pin'] as const, 48) ?? 'pin', blocks: [a, b], on }
    case 'group':
      return {
        do: 'group',
        group: { id: uniqueId({ blocks: sheet.groups }, 'group'), title: '', blocks: [a, ...some(49)] },
      }
    case 'ungroup':
      return { do: 'ungroup', groups: [group] }
    case 'retitle':
      return { do: 'retitle', group, title: `t${at(50, 5)}` }
    case 'note': {
      const notes = [{ id: uniqueId({ blocks: sheet.notes }, 'note'), text: '', at: place(51), size: place(53) }]
      return { do: 'add', blocks: [], wires: [], notes }
    }
    case 'write':
      return { do: 'write', note, text: `w${at(55, 5)}` }
    case 'resize':
      return { do: 'resize', note, at: place(56), size: place(58) }
    case 'replace':
      return { do: 'replace', blocks: { [a]: { type: `kind${at(64, 3)}`, params: { p2: at(65, 9) } } } }
    case 'remove-note':
      return { do: 'remove', blocks: [], wires: [], notes: [note] }
    case 'enclose':
      return { do: 'enclose', blocks: [a, ...some(60)], id: uniqueId(sheet, 'sub-graph'), name: `s${seed}` }
    case 'dissolve':
      return {
        do: 'dissolve',
        block:
          pick(
            sheet.blocks.filter(x => x.graph),
            61,
          )?.id ?? a,
      }
    case 'expose':
      return { do: 'expose', block: a, param: innerEnd, on }
    case 'port':
      return { do: 'port', block: a, side: pick(['inputs', 'outputs'] as const, 62) ?? 'inputs', end: innerEnd, on }
    case 'copy': {
      const { inputs, ...copied } = selectedPart(sheet, {
        blocks: room ? [a, ...some(63).slice(0, 3)] : [],
        notes: [note],
      })
      return copyBlocks(sheet, copied, { inputs })
    }
    case 'heal':
      return { do: 'remove', blocks: [a], wires: [], join: [wire] }
  }
}

const block = (id: string, at: [number, number]): PlacedBlock => ({ id, type: 'kind', params: {}, at })
