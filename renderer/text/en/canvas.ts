/** The canvas. */
export const canvas = {
  canvas: 'Canvas',
  emptyTitle: 'Start a pipeline',
  emptyText: 'Choose a template and press Run, or add your first block.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitView: 'Fit view',
  tidy: 'Tidy up',
  input: (port: string) => `Input: ${port}`,
  output: (port: string) => `Output: ${port}`,
  wire: (from: string, to: string) => `Wire from ${from} to ${to}`,
  blockLabel: (title: string, state: string) => (state ? `${title}: ${state}` : title),
  unknownBlock: 'Unknown block',
  added: (title: string) => `${title} added.`,
}

/** The list of blocks. */
export const palette = {
  blocks: 'Blocks',
  searchBlocks: 'Search blocks',
  noBlocks: 'No matching block.',
  addBlock: 'Add a block',
  addHint: 'Press Enter or click to add; drag to place.',
  addFitting: (what: string) => `Blocks that connect to ${what}`,
  categories: {
    data: 'Data',
    text: 'Tokenizers',
    collate: 'Data collators',
    model: 'Architectures',
    objective: 'Training objectives',
    train: 'Training',
    output: 'Output',
  },
}
