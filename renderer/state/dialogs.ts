import { create } from 'zustand'
import type { ObjectiveFamily } from '../../core/plan/objective-family.ts'
import type { DanglingWire } from '../rewiring/new-block-wires.ts'
import type { PortRef } from '../rewiring/wire-targets.ts'

export type DialogState =
  | { readonly kind: 'templates' }
  | { readonly kind: 'help' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'tour'; readonly step: number }
  | { readonly kind: 'switch'; readonly to?: ObjectiveFamily }
  | { readonly kind: 'compare-ways' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'keys' }
  /** From a port of this block, or first one is chosen. */
  | { readonly kind: 'connect'; readonly block: string; readonly from?: PortRef }
  | { readonly kind: 'add'; readonly at?: readonly [number, number]; readonly loose?: DanglingWire }
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
