/** The simple view: the graph as a form. */
export const simple = {
  stages: 'Stages',
  stageTitles: {
    data: 'Data',
    text: 'Tokenizer',
    collate: 'Collator',
    model: 'Architecture',
    objective: 'Objective',
    train: 'Training',
    output: 'Output',
  },
  aboutStage: {
    data: 'The data the model is trained on.',
    text: 'How text is split into tokens.',
    collate: 'How tokens become training examples: inputs, masks and labels.',
    model: 'The model architecture and its size.',
    objective: 'What the model learns to predict, and how its loss is computed.',
    train: 'How long to train, and with which learning rate.',
    output: 'What happens with the trained model.',
  },
  emptyStage: 'Nothing here yet.',
  kindOf: (title: string) => `Replace ${title} with another block`,
  add: 'Add',
  addToStage: (stage: string) => `Add to: ${stage}`,
  moreSettings: (n: number) => (n === 1 ? 'One more setting' : `${n} more settings`),
}
