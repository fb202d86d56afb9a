import { z } from 'zod'
import type { ModelConfig } from '../../core/nn/network.ts'

/** Names of the classes a head tells apart, as config.json keeps them. */
export const labels = z.record(z.string(), z.string()).default({ 0: 'LABEL_0', 1: 'LABEL_1' })

/** How many classes there are. */
export const labelsOf = ({ id2label }: { readonly id2label: z.infer<typeof labels> }): number =>
  Object.keys(id2label).length

/** The names of the classes, in order: Transformers numbers them when nobody has named them, and takes two when nobody has counted. */
export const labelNames = ({ id2label, num_labels: count }: ModelConfig): string[] =>
  id2label == null && typeof count === 'number' && count <= most
    ? Array.from({ length: count }, (_, i) => `LABEL_${i}`)
    : Object.values(labels.parse(id2label ?? undefined))

/** Each class holds or not for itself, or has a number of its own: another loss trains such a head, and another reading belongs to its scores. */
export const severalAtOnce = (config: ModelConfig): boolean =>
  config.problem_type === 'multi_label_classification' ||
  (config.problem_type === 'regression' && labelNames(config).length > 1)

/** More classes than any model has; a damaged number must not fill the memory. */
const most = 100_000
