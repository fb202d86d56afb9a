import type { Preset } from '../../../core/block/block.ts'
import type { BlockInfo } from '../../../core/block/block-info.ts'
import { type Language, text } from '../../../core/text.ts'
import { command, exitCodes } from './command.ts'

export default command({
  usage: 'blocks [ID]',
  help: text('Lists all blocks, or the ports and parameters of one block.', '列出所有模块，或某个模块的端口和参数。'),
  options: {},
  async run(_, [id], { client, answer, language }) {
    const all = await (await client()).call('block.list', {})
    const chosen = id === undefined ? all : all.filter(block => block.id === id)
    answer(chosen, () => chosen.map(block => (id === undefined ? brief : full)(block, language)).join('\n'))
    return chosen.length > 0 ? exitCodes.done : exitCodes.problem
  },
})

const brief = ({ id, category, title, help }: BlockInfo, language: Language): string =>
  `${id}  (${category})  ${title[language]}\n    ${help[language]}`

function full(block: BlockInfo, language: Language): string {
  const ports = (of: BlockInfo['inputs']) => Object.entries(of).map(([name, { type }]) => `${name}: ${type}`)
  const params = Object.entries((block.params.properties ?? {}) as Record<string, Param>).map(([name, param]) => {
    const start = param.default === undefined ? '' : ` = ${JSON.stringify(param.default)}`
    return `  ${name}${start}\n      ${param.help?.[language] ?? ''}`
  })
  return [
    brief(block, language),
    `  in:  ${ports(block.inputs).join(', ') || '–'}`,
    `  out: ${ports(block.outputs).join(', ') || '–'}`,
    ...params,
    ...Object.entries(block.presets).map(([id, preset]) => size(id, preset, language)),
  ].join('\n')
}

function size(id: string, { name, params }: Preset, language: Language): string {
  const values = Object.entries(params).map(([param, value]) => `${param}=${value}`)
  return `  preset=${id}  ${name[language]}\n      ${values.join(' ')}`
}

interface Param {
  /** What a file that leaves it out means. */
  readonly default?: unknown
  readonly help?: Readonly<Record<Language, string>>
}
