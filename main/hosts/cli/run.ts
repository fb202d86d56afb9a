import { text } from '../../../core/text.ts'
import { command, need } from './command.ts'
import { detach } from './detach.ts'
import { codeOf, ending } from './follow.ts'
import { graphFile } from './graph-file.ts'
import { overrideOptions, overrides } from './overrides.ts'
import { startAndFollow } from './start-and-follow.ts'

export default command({
  usage: 'run FILE [--set block.param=value]… [--name S] [--device auto|cpu|webgpu] [--steps N] [--seed N] [--detach]',
  help: text('Trains a pipeline and shows how it goes.', '训练一个流程图并显示进度。'),
  options: { ...overrideOptions, name: { type: 'string' }, detach: { type: 'boolean' } },
  async run(values, words, context) {
    const [file] = need(words, 'FILE')
    if (values.detach) return detach(context)
    const client = await context.client()
    const graph = await graphFile(client, file)
    const set = await overrides(client, graph, values)
    const start = { graph, set, ...(values.name === undefined ? {} : { name: values.name }) }
    const { run, interrupted } = await startAndFollow(client, start, context)
    if (!context.json) context.print(ending(run, context))
    return codeOf(run, interrupted)
  },
})
