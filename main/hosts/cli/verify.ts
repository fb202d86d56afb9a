import { resolve } from 'node:path'
import { type Text, text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { formatTable } from './format-values.ts'

export default command({
  usage: 'verify DIR',
  help: text(
    'Checks a model folder: parameter names, shapes, tokenizer, checksums, a forward pass, and the reference values of a case.json.',
    '检查模型文件夹：参数名称、形状、分词器、校验和、前向计算，以及 case.json 中的参考值。',
  ),
  options: {},
  async run(_, words, { client: open, answer, language }) {
    const [folder] = requireArguments(words, 'DIR')
    const client = await open()
    const found = await client.call('model.verify', { folder: resolve(folder) })
    const marks = { passed: '✓', failed: '✗', skipped: '–' }
    const lines = found.findings.map(({ name, state, detail }) => [marks[state], name[language], detail[language]])
    answer(found, () => `${formatTable(lines)}\n${(found.passed ? fine : differs)[language]}`)
    return found.passed ? exitCodes.done : exitCodes.problem
  },
})

const fine: Text = text('This model passed all checks.', '该模型通过了全部检查。')
const differs: Text = text('This model does not reproduce the reference values.', '该模型未能重现参考值。')
