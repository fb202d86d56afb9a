/** A value as one line of JSON, which has no NaN or infinity: they travel as words. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value, finite)}\n`

const finite = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
