import type { Reply } from './contract.ts'

/** All that a page in Electron can reach. Functions and plain data only: nothing else crosses into a page. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply>
  /** Where a file that was dropped on the page lies; '' when it is none of this computer. */
  pathOf(file: object): string
  /** Gives the function that stops it. */
  listen(name: string, input: unknown, each: (reply: Reply) => void, end: () => void): () => void
}
