import type { Given } from '../../core/contract.ts'
import type { TokenizerLook } from '../../core/preview/tokenizer-look.ts'
import { Refusals } from '../../core/problem.ts'
import type { Text } from '../../core/text.ts'
import { patchbay } from '../app/connection.ts'
import { graphNow } from '../app/editor.ts'

/** How the tokenizer of a block of the open pipeline works, or what must be set right before it can. */
export async function lookAtTokenizer(
  asked: Omit<Given<'tokenizer.look'>, 'graph'>,
): Promise<{ readonly look?: TokenizerLook; readonly problem?: Text | undefined }> {
  try {
    return { look: await patchbay.call('tokenizer.look', { graph: graphNow(), ...asked }) }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problem: error.problems[0]?.message }
  }
}
