/** What really happens: the X-ray drawn, who may look at whom, what a block takes. */
export const truth = {
  gives: 'Gives',
  tensorNames: { hidden: 'hidden states', scores: 'scores' },
  fixSet: (name: string, value: string) => `Set ${name} to ${value}`,
  fixDefault: (name: string) => `Use the default of ${name}`,
  fixRemove: (name: string) => `Remove ${name}`,
  fixCut: 'Remove the wire',
  fixAdd: (title: string) => `Add ${title}`,
  fixConnect: (title: string) => `Connect ${title}`,
  closePeek: 'Close',
  stripTitle: (lane: string) => `${lane}. Above: what is read. Below: what is asked for.`,
  signs: { hidden: '▩', random: '⚄', kept: '=' },
  notInLoss: 'not in the loss',
  xrayWay: 'How the example is shown',
  xrayWays: { strip: 'Drawn', table: 'Table' },
}
