/** The list of blocks. */
export const palette = {
  blocks: 'Blocks',
  searchBlocks: 'Search blocks',
  noBlocks: 'No block has this name.',
  addBlock: 'Add a block',
  addHint: 'Press Enter or click to add; drag to place.',
  addFitting: (what: string) => `Blocks for ${what}`,
  categories: {
    data: 'Data',
    text: 'Text',
    collate: 'Batches',
    model: 'Networks',
    objective: 'Objectives',
    train: 'Training',
    output: 'Output',
  },
}
