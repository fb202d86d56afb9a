/** What really happens: the X-ray drawn, who may look at whom, what a block takes. */
export const truth = {
  stripTitle: (lane: string) => `${lane}. Above: what is read. Below: what is asked for.`,
  signs: { hidden: '▩', random: '⚄', kept: '=' },
  notInLoss: 'not in the loss',
  xrayWay: 'How the example is shown',
  xrayWays: { strip: 'Drawn', table: 'Table' },
}
