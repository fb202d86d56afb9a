import { useEffect, useState } from 'react'
import type { FolderListing } from '../../core/run/run.ts'
import { patchbay } from '../connection/client.ts'
import { notifyError } from '../state/notices.ts'

/**
 * The folder that is shown, what is in it, and the way to another. `take` gets a file whose path was typed. `meant` is where a file
 * goes: what was typed counts, also before its folder is shown.
 */
export function useFolder(take: (file: string) => void) {
  const [shown, setShown] = useState<FolderListing>({ folder: '', entries: [] })
  const [typed, setTyped] = useState<string>()
  const show = (browsed: FolderListing) => {
    setShown(browsed)
    setTyped(undefined)
    if (browsed.file !== undefined) take(browsed.file)
  }
  const go = (folder: string) => {
    setTyped(folder)
    patchbay.call('file.browse', { folder }).then(show, notifyError)
  }
  const meant = async () => (typed === undefined ? shown : patchbay.call('file.browse', { folder: typed }))
  useEffect(() => void patchbay.call('file.browse', {}).then(setShown, notifyError), [])
  return { ...shown, typed, setTyped, go, show, meant }
}

/** Paths of the machine Patchbay runs on, which may be Windows: the separator is the one the path uses. */
const separator = (path: string): string => (path.includes('\\') && !path.startsWith('/') ? '\\' : '/')

export const joinPath = (folder: string, name: string): string =>
  folder.endsWith(separator(folder)) ? folder + name : folder + separator(folder) + name

/** The folder that holds this one; a root holds itself. */
export function parentFolder(folder: string): string {
  const s = separator(folder)
  const parts = folder.split(s).filter(Boolean)
  const above = parts.slice(0, -1).join(s)
  if (s === '/') return `/${above}`
  return parts.length <= 1 ? folder : above.includes(s) ? above : above + s
}
