/// <reference types="vite/types/importMeta.d.ts" />
import type { MetricFile } from './metric.ts'
import { registerMetrics } from './registry.ts'

/** Every metric, found by folder: a new file under core/metrics/ is a new metric, and nothing else changes. */
registerMetrics(
  import.meta.glob<MetricFile>(['./*.ts', '!./index.ts', '!./metric.ts', '!./registry.ts'], { eager: true }),
)

export { allMetrics, computeFrom, isAtLeastAsGood, metricOf, metricTitle, registerMetrics } from './registry.ts'
