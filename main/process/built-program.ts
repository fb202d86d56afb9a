import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { findNode } from './find-node.ts'

/** A built script and the Node that runs it. Throws Refusals when one of them is not there. */
export function builtProgram(
  out: string,
  name: 'engine' | 'predict' | 'evaluate' | 'verify' | 'devices' | 'preview' | 'sight',
): { node: string; script: string } {
  const node = findNode()
  const script = join(out, 'main', `${name}.js`)
  if (node && existsSync(script)) return { node, script }
  throw new Refusals([node ? notBuilt : nodeMissing])
}

const nodeMissing = {
  code: 'no-node',
  severity: 'error',
  message: text('Node.js, which runs the training engine, is missing.', '缺少用于训练模型的程序（Node.js）。'),
  fix: text(
    'Reinstall Patchbay, or install Node.js 22.14 or newer.',
    '请重新安装 Patchbay，或安装 Node.js 22.14 或更新版本。',
  ),
} as const

const notBuilt = {
  code: 'not-built',
  severity: 'error',
  message: text('The engine has not been built yet.', '训练引擎尚未构建。'),
  fix: text('Run: npm run build', '请运行：npm run build'),
} as const
