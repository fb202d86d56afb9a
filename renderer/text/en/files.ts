/** Opening and saving. */
export const files = {
  openFile: 'Open a pipeline',
  saveFile: 'Save the pipeline',
  pickPath: 'Choose a file or folder',
  folder: 'Folder',
  up: 'Parent folder',
  go: 'Go',
  fileName: 'File name',
  replace: 'Replace',
  emptyFolder: 'This folder has no matching files.',
  takeFolder: 'Use this folder',
  saved: (name: string) => `Saved as ${name}.`,
  drafts: 'Earlier drafts',
  autosaved: 'All changes saved',
  saving: 'Saving…',
  fileChanged: (name: string) => `“${name}” was changed outside this window.`,
  reloadFile: 'Reload',
  keepMine: 'Keep my version',
  draftChanged: (name: string) => `“${name}” was changed in another window.`,
  showTheirs: 'Show the other version',
  fileElsewhere: (name: string) => `“${name}” is also open in another window.`,
  draftElsewhere: (name: string) =>
    `“${name}” is also open in another window. Changes in the two windows are not merged.`,
  makeCopy: 'Continue with a copy here',
  parted: (name: string) =>
    `“${name}” is now a separate draft in this window. The draft in the other window is unchanged.`,
}
