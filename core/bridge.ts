import type { Reply } from './contract.ts'

/** All that a page in Electron can reach. Functions and plain data only: nothing else crosses into a page. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply>
  /** Gives the function that stops it. */
  listen(name: string, input: unknown, each: (reply: Reply) => void, end: () => void): () => void
}
