import { z } from 'zod'
import type { ModelConfig } from '../../core/nn/network.ts'

/** Names of the classes a head tells apart, as config.json keeps them. */
export const id2labelSchema = z.record(z.string(), z.string()).default({ 0: 'LABEL_0', 1: 'LABEL_1' })

/** How many classes there are. */
export const labelCount = ({ id2label }: { readonly id2label: z.infer<typeof id2labelSchema> }): number =>
  Object.keys(id2label).length

/** The names of the classes, in order: Transformers numbers them when nobody has named them, and takes two when nobody has counted. */
export const labelNames = ({ id2label, num_labels: count }: ModelConfig): string[] =>
  id2label == null && typeof count === 'number' && count <= maxLabels
    ? Array.from({ length: count }, (_, i) => `LABEL_${i}`)
    : Object.values(id2labelSchema.parse(id2label ?? undefined))

/** Each class holds or not for itself, or has a number of its own: another loss trains such a head, and another reading belongs to its scores. */
export const isMultiLabel = (config: ModelConfig): boolean =>
  config.problem_type === 'multi_label_classification' ||
  (config.problem_type === 'regression' && labelNames(config).length > 1)

/** More classes than any model has; a damaged number must not fill the memory. */
const maxLabels = 100_000
