import type { PreviewProgress } from '../../core/preview/preview.ts'
import type { TokenizerInspection } from '../../core/preview/tokenizer-inspection.ts'
import { Refusals } from '../../core/problem.ts'
import type { CallInput } from '../../core/rpc/contract.ts'
import type { Text } from '../../core/text.ts'
import { patchbay } from '../connection/client.ts'
import { addressOf, wholeGraph } from '../document/editor.ts'

interface Inspection {
  readonly look?: TokenizerInspection
  readonly problem?: Text | undefined
}

/**
 * How the tokenizer of a block of the open pipeline works, or what must be set right before it can; nothing once the signal
 * aborts. `onProgress` hears how far the look has come.
 */
export async function inspectTokenizer(
  asked: Omit<CallInput<'tokenizer.look'>, 'graph'>,
  signal: AbortSignal,
  onProgress: (progress: PreviewProgress) => void,
): Promise<Inspection> {
  try {
    const question = { graph: wholeGraph(), ...asked, block: addressOf(asked.block) }
    for await (const event of patchbay.listen('tokenizer.look', question, signal))
      if (event.kind === 'done') return { look: event.value }
      else onProgress(event.progress)
    return {}
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problem: error.problems[0]?.message }
  }
}
