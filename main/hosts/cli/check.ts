import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { command, exit, need } from './command.ts'
import { graphFile } from './graph-file.ts'
import { overrideOptions, overrides } from './overrides.ts'
import { problemWords } from './problem-words.ts'

export default command({
  usage: 'check FILE [--set block.param=value]…',
  help: text('Says whether a pipeline can run, and what is wrong if not.', '检查流程图能否运行，并指出问题。'),
  options: overrideOptions,
  async run(values, words, context) {
    const [file] = need(words, 'FILE')
    const client = await context.client()
    const graph = await graphFile(client, file)
    const problems = await client.call('graph.check', { graph, set: await overrides(client, graph, values) })
    if (problems.some(p => p.severity !== 'warning')) throw new Refusals(problems)
    const warnings = problems.map(p => problemWords(p, context.language))
    context.answer(problems, () => [...warnings, fine[context.language]].join('\n'))
    return exit.done
  },
})

const fine = text('✓ This pipeline can run.', '✓ 此流程图可以运行。')
