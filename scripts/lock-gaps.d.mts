/** Platform packages that the lock file names but does not hold. */
export function lockGaps(file: string): string[]
