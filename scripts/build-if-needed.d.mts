/** The project's folder. */
export const root: string
/** Builds when there is no build yet or a source is newer; ends the process when that fails. */
export function buildIfNeeded(): void
