import { z } from 'zod'

/** Names of the classes a head tells apart, as config.json keeps them. */
export const labels = z.record(z.string(), z.string()).default({ 0: 'LABEL_0', 1: 'LABEL_1' })

/** How many classes there are. */
export const labelsOf = ({ id2label }: { readonly id2label: z.infer<typeof labels> }): number =>
  Object.keys(id2label).length
