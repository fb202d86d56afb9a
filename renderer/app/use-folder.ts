import { useEffect, useState } from 'react'
import type { Browsed } from '../../core/run.ts'
import { patchbay } from './connection.ts'
import { complain } from './notices.ts'

/**
 * The folder that is shown, what is in it, and the way to another. `take` gets a file whose path was typed. `meant` is where a file
 * goes: what was typed counts, also before its folder is shown.
 */
export function useFolder(take: (file: string) => void) {
  const [shown, setShown] = useState<Browsed>({ folder: '', entries: [] })
  const [typed, setTyped] = useState<string>()
  const show = (browsed: Browsed) => {
    setShown(browsed)
    setTyped(undefined)
    if (browsed.file !== undefined) take(browsed.file)
  }
  const go = (folder: string) => {
    setTyped(folder)
    patchbay.call('file.browse', { folder }).then(show, complain)
  }
  const meant = async () => (typed === undefined ? shown : patchbay.call('file.browse', { folder: typed }))
  useEffect(() => void patchbay.call('file.browse', {}).then(setShown, complain), [])
  return { ...shown, typed, setTyped, go, show, meant }
}
