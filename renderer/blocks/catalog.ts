import { create } from 'zustand'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { ExampleGraph } from '../../core/run/run.ts'
import { patchbay } from '../connection/client.ts'

interface Catalog {
  readonly blocks: ReadonlyMap<string, BlockInfo>
  readonly examples: readonly ExampleGraph[]
}

/** What the app offers: it does not change while the window is open. */
export const useCatalog = create<Catalog>(() => ({ blocks: new Map(), examples: [] }))

export async function loadCatalog() {
  const [blocks, examples] = await Promise.all([patchbay.call('block.list', {}), patchbay.call('example.list', {})])
  useCatalog.setState({ blocks: new Map(blocks.map(b => [b.id, b])), examples })
}

export const useBlock = (type: string | undefined): BlockInfo | undefined =>
  useCatalog(c => (type === undefined ? undefined : c.blocks.get(type)))
