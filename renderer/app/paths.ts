/** Paths of the machine Patchbay runs on, which may be Windows: the separator is the one the path uses. */
const separator = (path: string): string => (path.includes('\\') && !path.startsWith('/') ? '\\' : '/')

export const inFolder = (folder: string, name: string): string =>
  folder.endsWith(separator(folder)) ? folder + name : folder + separator(folder) + name

/** The folder that holds this one; a root holds itself. */
export function folderAbove(folder: string): string {
  const s = separator(folder)
  const parts = folder.split(s).filter(Boolean)
  const above = parts.slice(0, -1).join(s)
  if (s === '/') return `/${above}`
  return parts.length <= 1 ? folder : above.includes(s) ? above : above + s
}
