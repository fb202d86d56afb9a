/** The canvas. */
export const canvas = {
  canvas: 'Canvas',
  emptyTitle: 'Start a pipeline',
  emptyText: 'Choose a template and press Run, or add your first block.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitView: 'Show everything',
  tidy: 'Tidy up',
  input: (port: string) => `Input: ${port}`,
  output: (port: string) => `Output: ${port}`,
  wire: (from: string, to: string) => `Wire from ${from} to ${to}`,
  blockLabel: (title: string, state: string) => (state ? `${title}: ${state}` : title),
  unknownBlock: 'Unknown block',
  added: (title: string) => `${title} added.`,
}
