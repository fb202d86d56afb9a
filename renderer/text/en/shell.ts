/** The bar on top and the state of the pipeline. */
export const topBar = {
  app: 'Patchbay',
  untitled: 'Untitled',

  connecting: 'Connecting…',
  connectionLost: 'The connection to Patchbay was lost. Trying again…',

  name: 'Name of the pipeline',
  open: 'Open',
  save: 'Save',
  newPipeline: 'New pipeline',
  undo: 'Undo',
  redo: 'Redo',
  run: 'Run',
  stop: 'Stop',
  stopping: 'Stopping…',
  beginning: 'Starting…',
  more: 'More',
  language: 'Language',
  theme: 'Theme',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  themeContrast: 'High contrast',
  help: 'Keyboard shortcuts and help',
  close: 'Close',
  cancel: 'Cancel',

  ready: 'Ready to run',
  todo: (n: number) => `${n} ${n === 1 ? 'setting' : 'settings'} missing`,
  errors: (n: number) => (n === 1 ? '1 problem' : `${n} problems`),
}

/** Keys, help and notices. */
export const help = {
  keys: 'Keyboard shortcuts',
  keyGroups: { file: 'Files', edit: 'Editing', canvas: 'Canvas', run: 'Runs', view: 'View' },
  helpIntro:
    'Blocks are the stages of a training pipeline; wires carry the data between them. Connect data, tokenizer, collator, architecture and objective to a trainer, then press Run.',
  problemTitle: 'There is a problem',
  dismiss: 'Dismiss',
  notices: 'Messages',
}

/** The settings of the window. */
export const settings = {
  settingsTitle: 'Settings',
  settingsLooks: 'Appearance',
  settingsWorking: 'Behaviour',
  settingsPlaces: 'Storage',
  motion: 'Motion',
  motionFull: 'Full',
  motionLess: 'Reduced',
  motionHelp: 'Reduced motion turns off animations and fading.',
  view: 'View',
  viewCanvas: 'Canvas',
  viewSimple: 'Simple',
  viewHelp: 'The simple view shows the same pipeline as a form. You can switch at any time.',
  homeHelp: 'Runs, models and drafts are stored in this folder. Set PATCHBAY_HOME to use another one.',
}

/** The tour of the window. */
export const tour = {
  takeTour: 'Take the tour',
  tourStep: (step: number, of: number) => `Step ${step} of ${of}`,
  tourNext: 'Next',
  tourBack: 'Back',
  tourDone: 'Done',
  tourSkip: 'Skip the tour',
}
