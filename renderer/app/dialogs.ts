import { create } from 'zustand'
import type { Loose } from '../palette/fits.ts'

export type DialogState =
  | { readonly kind: 'templates' }
  | { readonly kind: 'help' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'add'; readonly at?: readonly [number, number]; readonly loose?: Loose }
  | {
      readonly kind: 'file'
      readonly mode: 'open' | 'save' | 'pick'
      readonly name?: string
      readonly done: (path: string) => void
    }

/** The dialog that is open, if any: there is one at a time. */
export const useDialogs = create<{ readonly dialog: DialogState | undefined }>(() => ({ dialog: undefined }))

export const showDialog = (dialog: DialogState) => useDialogs.setState({ dialog })
export const closeDialog = () => useDialogs.setState({ dialog: undefined })
