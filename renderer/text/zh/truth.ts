import type { Messages } from '../en.ts'

export const truth = {
  gives: '输出',
  tensorNames: { hidden: '隐藏状态', scores: '分数' },
  fixSet: (name, value) => `将${name}设为 ${value}`,
  fixDefault: name => `使用${name}的默认值`,
  fixRemove: name => `移除 ${name}`,
  fixCut: '移除连线',
  fixAdd: title => `添加${title}`,
  fixConnect: title => `连接${title}`,
  closePeek: '关闭',
  stripTitle: lane => `${lane}。上方：读入的内容；下方：要求预测的内容。`,
  signs: { hidden: '▩', random: '⚄', kept: '=' },
  notInLoss: '不计入损失',
  xrayWay: '样本的显示方式',
  xrayWays: { strip: '图示', table: '表格' },
} satisfies Partial<Messages>
