import { create } from 'zustand'

/** The end of a wire that was dropped on empty canvas. */
export interface Loose {
  readonly block: string
  readonly port: string
  readonly side: 'input' | 'output'
}

export type DialogState =
  | { readonly kind: 'examples' }
  | { readonly kind: 'help' }
  | { readonly kind: 'settings' }
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
