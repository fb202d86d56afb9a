import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { formatProblem } from './format-problem.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { openGraphFile } from './resolve-arguments.ts'

export default command({
  usage: 'check FILE [--set block.param=value]…',
  help: text('Checks whether a pipeline can run, and lists its problems.', '检查流程图能否运行，并指出问题。'),
  options: overrideOptions,
  async run(values, words, context) {
    const [file] = requireArguments(words, 'FILE')
    const client = await context.client()
    const graph = await openGraphFile(client, file)
    const { problems } = await client.call('graph.check', { graph, set: await parseOverrides(client, graph, values) })
    if (problems.some(p => p.severity !== 'warning')) throw new Refusals(problems)
    const warnings = problems.map(p => formatProblem(p, context.language))
    context.answer(problems, () => [...warnings, fine[context.language]].join('\n'))
    return exitCodes.done
  },
})

const fine = text('✓ This pipeline can run.', '✓ 此流程图可以运行。')
