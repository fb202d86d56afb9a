import type { TaskFacts } from '../../core/block/abilities.ts'
import { taskFacts } from '../../core/block/block.ts'
import { useText } from '../text/use-text.ts'
import { useCatalog } from './catalog.ts'

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
