import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import type { Command } from './command.ts'

type Load = () => Promise<{ default: Command }>

/** Every command, loaded when it is called. */
export const commands: Readonly<Record<string, Load>> = {
  app: () => import('./app.ts'),
  serve: () => import('./serve.ts'),
  run: () => import('./run.ts'),
  runs: () => import('./runs.ts'),
  watch: () => import('./watch.ts'),
  stop: () => import('./stop.ts'),
  predict: () => import('./predict.ts'),
  eval: () => import('./eval.ts'),
  export: () => import('./export.ts'),
  compare: () => import('./compare.ts'),
  check: () => import('./check.ts'),
  switch: () => import('./switch.ts'),
  plan: () => import('./plan.ts'),
  preview: () => import('./preview.ts'),
  tokenizer: () => import('./tokenizer.ts'),
  verify: () => import('./verify.ts'),
  blocks: () => import('./blocks.ts'),
  download: () => import('./download.ts'),
  devices: () => import('./devices.ts'),
  demo: () => import('./demo.ts'),
}

const helpIntro = text(
  'Patchbay trains language models from pipelines drawn on a canvas, on this machine.',
  'Patchbay 按照画布上绘制的流程图，在本机训练语言模型。',
)
const helpClosing = text(
  'Every command accepts --json, --lang en|zh and --help. FILE is a .patchbay file or the name of an example: clm, mlm, seq2seq.\nExit codes: 0 done · 1 a problem you can fix · 2 wrong usage · 3 the run failed · 130 interrupted.',
  '所有命令都支持 --json、--lang en|zh 和 --help。FILE 可以是 .patchbay 文件，或示例名称：clm、mlm、seq2seq。\n退出代码：0 完成 · 1 可修复的问题 · 2 用法错误 · 3 运行失败 · 130 被中断。',
)

/** All commands, a line each. */
export async function generalHelp(language: Language): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(load => load()))
  const lines = all.map(({ default: { usage, help } }) => `  patchbay ${usage}\n      ${help[language]}`)
  return [helpIntro[language], '', ...lines, '', helpClosing[language]].join('\n')
}

/** One command. */
export const commandHelp = ({ usage, help }: Command, language: Language): string =>
  `patchbay ${usage}\n    ${help[language]}`
