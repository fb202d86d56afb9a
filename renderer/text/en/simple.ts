/** The simple view: the graph as a form. */
export const simple = {
  stages: 'Stages',
  stageTitles: {
    data: 'Data',
    text: 'Tokenizer',
    collate: 'Batches',
    model: 'Network',
    objective: 'Objective',
    train: 'Training',
    output: 'Output',
  },
  aboutStage: {
    data: 'What the model learns from.',
    text: 'How text is cut into tokens.',
    collate: 'What is hidden, what is asked: how tokens become examples.',
    model: 'The network that learns.',
    objective: 'What the network is asked, and how its answers are judged.',
    train: 'How long and how fast it learns.',
    output: 'What becomes of the trained model.',
  },
  emptyStage: 'Nothing here yet.',
  kindOf: (title: string) => `Use another block in place of ${title}`,
  add: 'Add',
  addToStage: (stage: string) => `Add to: ${stage}`,
  moreSettings: (n: number) => (n === 1 ? 'One more setting' : `${n} more settings`),
}
