import { create } from 'zustand'
import type { ObjectiveFamily } from '../../core/plan/plan.ts'
import type { Bridge } from '../../core/rpc/bridge.ts'
import type { CallOutput } from '../../core/rpc/contract.ts'
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
  | { readonly kind: 'add'; readonly at?: readonly [number, number]; readonly dangling?: PortRef }
  | {
      readonly kind: 'file'
      readonly mode: 'open' | 'save' | 'pick'
      readonly name?: string
      readonly done: (path: string) => void
    }

/** The dialog that is open, if any: there is one at a time. */
export const useDialogs = create<{ readonly dialog: DialogState | undefined }>(() => ({ dialog: undefined }))

/** Shows a dialog. Files are chosen in the system's where the window is Electron's. */
export function showDialog(dialog: DialogState) {
  if (dialog.kind === 'file' && window.patchbay) void pickInHost(dialog, window.patchbay)
  else useDialogs.setState({ dialog })
}

async function pickInHost(dialog: DialogState & { readonly kind: 'file' }, bridge: Bridge) {
  const { mode, name } = dialog
  const reply = await bridge.call('file.pick', { mode, ...(name === undefined ? {} : { name }) })
  const picked = reply.ok ? (reply.value as CallOutput<'file.pick'>) : null
  if (picked === null) return useDialogs.setState({ dialog })
  if (picked.path === undefined) return
  closeDialog()
  dialog.done(picked.path)
}

export const closeDialog = () => useDialogs.setState({ dialog: undefined })
