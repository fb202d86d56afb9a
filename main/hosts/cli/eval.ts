import type { Evaluation } from '../../../core/run/evaluation.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, integerOption, interruptSignal, requireArguments } from './command.ts'
import { formatEvaluation } from './format-evaluation.ts'
import { createEvaluationProgress } from './progress-line.ts'
import { parseCheckpoint, resolveModel } from './resolve-arguments.ts'

export default command({
  usage: 'eval RUN|DIR [--data FILE] [--checkpoint best|last|STEP] [--limit N] [--beams N] [--seed N]',
  help: text(
    'Evaluates a trained model on the held-out split of its run, or on the rows of a file.',
    '用该运行留出的数据，或文件中的数据，评估训练好的模型。',
  ),
  options: {
    data: { type: 'string' },
    checkpoint: { type: 'string' },
    limit: { type: 'string' },
    beams: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(values, words, { client: open, answer, json, language }) {
    const [word] = requireArguments(words, 'RUN')
    const numbers = Object.entries({
      limit: integerOption('limit', values.limit),
      beams: integerOption('beams', values.beams),
      seed: integerOption('seed', values.seed),
    }).filter(([, n]) => n !== undefined)
    const client = await open()
    const question = {
      from: await resolveModel(client, word),
      checkpoint: parseCheckpoint(values.checkpoint),
      ...(values.data === undefined ? {} : { data: values.data }),
      ...(Object.fromEntries(numbers) as Partial<Record<string, number>>),
    }
    const view = json ? undefined : createEvaluationProgress(process.stderr, language)
    let found: Evaluation | undefined
    for await (const event of client.listen('run.evaluate', question, interruptSignal())) {
      if (event.kind === 'done') found = event.evaluation
      else view?.show(event.progress)
    }
    view?.end()
    if (!found) return exitCodes.interrupted
    const evaluation = found
    answer(evaluation, () => formatEvaluation(evaluation, language))
    return exitCodes.done
  },
})
