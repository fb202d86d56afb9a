import type { Messages } from '../en.ts'

export const truth = {
  stripTitle: lane => `${lane}。上方：读入的内容；下方：要求预测的内容。`,
  signs: { hidden: '▩', random: '⚄', kept: '=' },
  notInLoss: '不计入损失',
  xrayWay: '样本的显示方式',
  xrayWays: { strip: '图示', table: '表格' },
} satisfies Partial<Messages>
