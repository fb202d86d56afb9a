import type { Client } from '../../../core/rpc/contract.ts'
import type { Sample } from '../../../core/run/report.ts'
import type { Run } from '../../../core/run/run.ts'
import type { Text } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import type { Context } from './command.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { describeOutcome, exitCodeOf, startAndFollow } from './follow-run.ts'
import { formatComparison } from './format-comparison.ts'
import { formatSample } from './format-sample.ts'
import { parseOverrides } from './overrides.ts'
import { openGraphFile } from './resolve-arguments.ts'

/** The three objectives on the same text, tokenizer, seed and budget of tokens, and a question for each. */
const demos = [
  {
    example: 'clm',
    ask: 'The old sailor looked at the sea and',
    title: text('Predict the next token (CLM, GPT-2)', '预测下一个词元（CLM，GPT-2）'),
    answer: text('It continues the text', '续写结果'),
  },
  {
    example: 'mlm',
    ask: 'He stood ___ the deck of the ___, and looked out ___ the sea.',
    title: text('Predict masked tokens (MLM, ModernBERT)', '预测被掩盖的词元（MLM，ModernBERT）'),
    answer: text('It fills in three masks', '填补三个掩码'),
  },
  {
    example: 'seq2seq',
    ask: 'The captain stood ___ the deck and looked at the ___ whale.',
    title: text('Restore missing spans (Seq2Seq, T5)', '还原缺失的片段（Seq2Seq，T5）'),
    answer: text('It restores the missing spans', '还原结果'),
  },
] as const

type Demo = (typeof demos)[number]

export default command({
  usage: 'demo [--steps N]',
  help: text(
    'Trains a CLM, an MLM and a Seq2Seq model on the same text, compares them and runs a prediction with each.',
    '用同一文本训练 CLM、MLM 和 Seq2Seq 模型，进行比较，并分别用它们预测。',
  ),
  options: { steps: { type: 'string' } },
  async run({ steps }, words, context) {
    requireArguments(words)
    const client = await context.client()
    const runs: Run[] = []
    for (const [i, lesson] of demos.entries()) {
      printProgress(context, `\n${i + 1}/${demos.length}  ${lesson.title[context.language]}`)
      const { run, interrupted } = await train(client, lesson, steps, context)
      printProgress(context, describeOutcome(run, context))
      if (run.state !== 'done') return exitCodeOf(run, interrupted)
      runs.push(run)
    }
    await show(client, runs, context)
    return exitCodes.done
  },
})

async function train(client: Client, { example, title }: Demo, steps: string | undefined, context: Context) {
  const graph = await openGraphFile(client, example)
  const set = await parseOverrides(client, graph, { steps })
  return startAndFollow(client, { graph, set, name: title.en }, { ...context, json: false })
}

async function show(client: Client, runs: readonly Run[], context: Context): Promise<void> {
  const { language } = context
  const comparison = await client.call('run.compare', { runs: runs.map(({ id }) => id) })
  const answers: Sample[] = []
  for (const [i, run] of runs.entries()) answers.push(...(await question(client, run, demos[i] as Demo)))
  context.answer({ comparison, answers }, () =>
    [
      '',
      formatComparison(comparison, language),
      ...answers.map((sample, i) => `\n${(demos[i] as Demo).answer[language]}:\n${answered(sample)}`),
      '',
      next[language].replaceAll('ID', runs[0]?.id ?? 'last'),
    ].join('\n'),
  )
}

const question = (client: Client, { id }: Run, { ask }: Demo) =>
  client.call('run.predict', { from: id, text: [ask], length: 40, seed: 1 })

const answered = (sample: Sample) =>
  sample.task === 'continue' ? formatSample(sample) : `    ${sample.input}\n→\n${formatSample(sample)}`

/** With --json, stdout is for the one answer. */
const printProgress = ({ json }: Context, words: string) => (json ? process.stderr : process.stdout).write(`${words}\n`)

const next: Text = text(
  'Where to go next:\n  npm start                                     draw a pipeline of your own in the window\n  npx patchbay predict ID --text "Call me"      ask a model again\n  npx patchbay run clm --set text.text=state-of-the-union   train on another text\n  npx patchbay help                             all commands',
  '接下来：\n  npm start                                     在窗口中绘制自己的流程图\n  npx patchbay predict ID --text "Call me"      再次使用模型\n  npx patchbay run clm --set text.text=state-of-the-union   换一个文本训练\n  npx patchbay help                             所有命令',
)
