import { InferenceSession, Tensor } from 'onnxruntime-node'
import { ProtobufMessage } from '../../../core/onnx/protobuf.ts'
import { text } from '../../../core/text.ts'
import { serveOneRequest } from '../../process/child-server.ts'
import './disable-telemetry.ts'

/** Whether the GPU works: adds 1 and 1 there. A process of its own, because drivers crash. */
serveOneRequest<unknown, never, boolean>({
  handle: () => addsOnGpu().catch(reportNo),
  describeFailure: reason => ({ message: text(reason, reason), fix: text('', '') }),
})

async function addsOnGpu(): Promise<boolean> {
  const options = {
    executionProviders: ['webgpu'],
    logSeverityLevel: 4,
    extra: { session: { disable_cpu_ep_fallback: '1' } },
  } as const
  const session = await InferenceSession.create(onePlusOne(), options)
  const one = new Tensor('float32', Float32Array.of(1), [1])
  const { y } = await session.run({ x: one })
  return (await y?.getData())?.[0] === 2
}

function reportNo(error: unknown): boolean {
  console.error(error instanceof Error ? error.message : error)
  return false
}

/** The model y = x + x, in ONNX's field numbers. */
function onePlusOne(): Uint8Array {
  const float = 1
  const shape = new ProtobufMessage().message(1, new ProtobufMessage().int(1, 1))
  const type = new ProtobufMessage().message(1, new ProtobufMessage().int(1, float).message(2, shape))
  const value = (name: string) => new ProtobufMessage().string(1, name).message(2, type)
  const add = new ProtobufMessage().string(1, 'x').string(1, 'x').string(2, 'y').string(4, 'Add')
  const graph = new ProtobufMessage().message(1, add).string(2, 'probe').message(11, value('x')).message(12, value('y'))
  return new ProtobufMessage().int(1, 8).message(7, graph).message(8, new ProtobufMessage().int(2, 17)).done()
}
