import type { Evaluation } from '../../../core/evaluation.ts'
import { text } from '../../../core/text.ts'
import { chosenCheckpoint, chosenModel } from './chosen-model.ts'
import { command, exit, need, wholeNumber } from './command.ts'
import { evaluationProgress } from './evaluation-progress.ts'
import { evaluationWords } from './evaluation-words.ts'
import { untilInterrupted } from './until-interrupted.ts'

export default command({
  usage: 'eval RUN|DIR [--data FILE] [--checkpoint best|last|STEP] [--limit N] [--beams N] [--seed N]',
  help: text(
    'Measures a trained model on the rows its run kept back, or on those of a file.',
    '用保留的数据或文件中的数据评估训练好的模型。',
  ),
  options: {
    data: { type: 'string' },
    checkpoint: { type: 'string' },
    limit: { type: 'string' },
    beams: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(values, words, { client: open, answer, json, language }) {
    const [word] = need(words, 'RUN')
    const numbers = Object.entries({
      limit: wholeNumber('limit', values.limit),
      beams: wholeNumber('beams', values.beams),
      seed: wholeNumber('seed', values.seed),
    }).filter(([, n]) => n !== undefined)
    const client = await open()
    const question = {
      from: await chosenModel(client, word),
      checkpoint: chosenCheckpoint(values.checkpoint),
      ...(values.data === undefined ? {} : { data: values.data }),
      ...(Object.fromEntries(numbers) as Partial<Record<string, number>>),
    }
    const view = json ? undefined : evaluationProgress(process.stderr, language)
    let found: Evaluation | undefined
    for await (const event of client.listen('run.evaluate', question, untilInterrupted())) {
      if (event.kind === 'done') found = event.evaluation
      else view?.show(event.progress)
    }
    view?.end()
    if (!found) return exit.interrupted
    const evaluation = found
    answer(evaluation, () => evaluationWords(evaluation, language))
    return exit.done
  },
})
