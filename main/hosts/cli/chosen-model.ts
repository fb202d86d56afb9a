import { existsSync } from 'node:fs'
import type { Client } from '../../../core/contract.ts'
import { chosenRun } from './chosen-run.ts'
import { wholeNumber } from './command.ts'

/** The model meant by a word: a folder as it is, else the id of the run. Throws Refusals when there is none. */
export const chosenModel = async (client: Client, word: string): Promise<string> =>
  existsSync(word) ? word : (await chosenRun(client, word)).id

/** The checkpoint meant by --checkpoint; the last one when absent. */
export const chosenCheckpoint = (word = 'last'): 'best' | 'last' | number =>
  word === 'best' || word === 'last' ? word : (wholeNumber('checkpoint', word) as number)
