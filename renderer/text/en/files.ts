/** Opening and saving. */
export const files = {
  openFile: 'Open a pipeline',
  saveFile: 'Save the pipeline',
  pickPath: 'Choose a file or folder',
  folder: 'Folder',
  up: 'Folder above',
  go: 'Go',
  fileName: 'File name',
  replace: 'Replace',
  emptyFolder: 'Nothing to choose here.',
  takeFolder: 'Use this folder',
  saved: (name: string) => `Saved as ${name}.`,
  drafts: 'Earlier drafts',
  autosaved: 'All changes are kept',
  saving: 'Keeping changes…',
}
