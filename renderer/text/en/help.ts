/** Keys, help and notices. */
export const help = {
  keys: 'Keys',
  keyGroups: { file: 'Files', edit: 'Editing', canvas: 'Canvas', run: 'Runs', view: 'View' },
  helpIntro:
    'Blocks are stages, wires carry what flows between them. Wire data, tokenizer, batches, network and objective to a trainer, then press Run.',
  problemTitle: 'Something needs your attention',
  dismiss: 'Dismiss',
  notices: 'Messages',
}
