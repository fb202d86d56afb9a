import { create } from 'zustand'
import { type TaskFacts, taskFacts } from '../../core/block/abilities.ts'
import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import type { ExampleGraph } from '../../core/run/run.ts'
import { patchbay } from '../connection/client.ts'
import { useText } from '../text/use-text.ts'

interface Catalog {
  readonly blocks: BlockInfos
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

/** What the objective of a task says of it; undefined for a task of another version. */
export const useTaskFacts = (task: string): TaskFacts | undefined =>
  useCatalog(({ blocks }) => taskFacts(blocks.values(), task))

/** A function that gives a task's title, or its id where no objective of this version declares it. */
export function useTaskTitle(): (task: string) => string {
  const { say } = useText()
  const blocks = useCatalog(c => c.blocks)
  return task => {
    const title = taskFacts(blocks.values(), task)?.title
    return title ? say(title) : task
  }
}
