import { type Language, text } from '../../../core/text.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

const intro = text(
  'Patchbay trains language models from a drawn pipeline, on this machine.',
  'Patchbay 按照绘制的流程图，在本机训练语言模型。',
)
const closing = text(
  'Every command takes --json, --lang en|zh and --help. A FILE is a .patchbay file or an example’s name: clm, mlm, seq2seq.\nExit codes: 0 done · 1 a problem you can fix · 2 wrong usage · 3 the run failed · 130 interrupted.',
  '所有命令都支持 --json、--lang en|zh 和 --help。FILE 可以是 .patchbay 文件，或示例名称：clm、mlm、seq2seq。\n退出代码：0 完成 · 1 可修复的问题 · 2 用法错误 · 3 运行失败 · 130 被中断。',
)

/** All commands, a line each. */
export async function generalHelp(language: Language): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(load => load()))
  const lines = all.map(({ default: { usage, help } }) => `  patchbay ${usage}\n      ${help[language]}`)
  return [intro[language], '', ...lines, '', closing[language]].join('\n')
}

/** One command. */
export const commandHelp = ({ usage, help }: Command, language: Language): string =>
  `patchbay ${usage}\n    ${help[language]}`
