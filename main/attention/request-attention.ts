import type { AttentionMasks, LeakTest, LeakTestEvent } from '../../core/preview/attention-mask.ts'
import type { AbortSignalLike } from '../../core/rpc/contract.ts'
import { builtProgram } from '../process/built-program.ts'
import { callChild, listenToChild } from '../process/child-client.ts'
import type { AttentionRequest, LeakTestOptions } from './attention-request.ts'

interface RequestPaths {
  readonly home: string
  readonly out: string
}
type Example = Omit<AttentionRequest, 'home' | 'proving'>

/** The attention masks of a network. Throws Refusals for what is wrong with the data. */
export const requestAttention = (asked: Example, { home, out }: RequestPaths): Promise<AttentionMasks> =>
  callChild<AttentionMasks>(builtProgram(out, 'sight'), { ...asked, home } satisfies AttentionRequest)

/** What happens to predictions when later tokens change. Throws Refusals. */
export async function* requestLeakTest(
  { folder, lane, place, ...asked }: Example & LeakTestOptions,
  { home, out }: RequestPaths,
  signal: AbortSignalLike,
): AsyncIterable<LeakTestEvent> {
  const question: AttentionRequest = { ...asked, home, proving: { folder, lane, place } }
  const proof = yield* listenToChild<LeakTestEvent, LeakTest>(builtProgram(out, 'sight'), question, signal)
  if (proof) yield { kind: 'done', proof }
}
