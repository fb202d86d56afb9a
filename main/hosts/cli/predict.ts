import { text } from '../../../core/text.ts'
import { command, exitCodes, integerOption, numberOption, requireArguments, UsageError } from './command.ts'
import { formatPrediction } from './format-sample.ts'
import { parseCheckpoint, resolveModel } from './resolve-arguments.ts'

export default command({
  usage:
    'predict RUN|DIR --text S… [--context S] [--checkpoint best|last|STEP] [--length N] [--seed N] [--temperature N] [--top-k N] [--top-p N] [--min-p N] [--repetition-penalty N] [--no-repeat N] [--beams N] [--length-penalty N] [--candidates N]',
  help: text(
    'Runs a trained model: continues a text, fills in masked words, restores spans, translates, classifies, tags, or finds an answer in --context.',
    '运行训练好的模型：续写文本、填补掩码、还原片段、翻译、分类、标注，或在 --context 中查找答案。',
  ),
  options: {
    text: { type: 'string', multiple: true },
    context: { type: 'string' },
    checkpoint: { type: 'string' },
    temperature: { type: 'string' },
    'top-k': { type: 'string' },
    'top-p': { type: 'string' },
    'min-p': { type: 'string' },
    'repetition-penalty': { type: 'string' },
    'no-repeat': { type: 'string' },
    beams: { type: 'string' },
    'length-penalty': { type: 'string' },
    candidates: { type: 'string' },
    length: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(values, words, context) {
    const [from] = requireArguments(words, 'RUN')
    if (!values.text) throw new UsageError('--text is required')
    const client = await context.client()
    const numbers = {
      temperature: numberOption('temperature', values.temperature),
      topK: integerOption('top-k', values['top-k']),
      topP: numberOption('top-p', values['top-p']),
      minP: numberOption('min-p', values['min-p']),
      repetitionPenalty: numberOption('repetition-penalty', values['repetition-penalty']),
      noRepeat: integerOption('no-repeat', values['no-repeat']),
      beams: integerOption('beams', values.beams),
      lengthPenalty: numberOption('length-penalty', values['length-penalty']),
      candidates: integerOption('candidates', values.candidates),
      length: integerOption('length', values.length),
      seed: integerOption('seed', values.seed),
    }
    const samples = await client.call('run.predict', {
      from: await resolveModel(client, from),
      text: values.text,
      ...(values.context === undefined ? {} : { context: values.context }),
      checkpoint: parseCheckpoint(values.checkpoint),
      ...(Object.fromEntries(Object.entries(numbers).filter(([, n]) => n !== undefined)) as Partial<
        Record<string, number>
      >),
    })
    context.answer(samples, () => samples.map(formatPrediction).join('\n\n'))
    return exitCodes.done
  },
})
