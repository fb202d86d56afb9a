/** Columns that are made of an instruction and what it is about, which may be nothing. */
export const askedColumns = ['input', 'context'].map(about => ({
  name: `instruction + ${about}`,
  parts: ['instruction', about] as const,
}))
