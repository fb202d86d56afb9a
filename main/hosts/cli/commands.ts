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
