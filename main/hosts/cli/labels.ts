import type { EnginePhase } from '../../../core/run/report.ts'
import type { RunState } from '../../../core/run/run.ts'
import { type Language, type Text, text } from '../../../core/text.ts'
import { taskOf } from '../../../nodes/objective/tasks.ts'

export const stateLabels: Readonly<Record<RunState, Text>> = {
  starting: text('starting', '启动中'),
  running: text('running', '运行中'),
  stopping: text('stopping', '停止中'),
  done: text('done', '完成'),
  stopped: text('stopped', '已停止'),
  failed: text('failed', '失败'),
  interrupted: text('interrupted', '已中断'),
}

export const phaseLabels: Readonly<Record<EnginePhase, Text>> = {
  read: text('reading the data', '读取数据'),
  tokenizer: text('training the tokenizer', '训练分词器'),
  tokens: text('tokenizing', '分词'),
  build: text('building the network', '构建网络'),
  shaders: text('preparing the GPU', '准备 GPU'),
  train: text('training', '训练'),
  evaluate: text('evaluating', '评估'),
  checkpoint: text('saving a checkpoint', '保存检查点'),
}

/** A task as its objective names it; its id where no objective of this version does. */
export const taskName = (task: string, language: Language): string => taskOf(task)?.title[language] ?? task
