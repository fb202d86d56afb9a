/** Starting points. */
export const templates = {
  templates: 'Templates',
  searchTemplates: 'Search templates',
  noTemplates: 'No template does this yet. Try another word, or build it from blocks.',
  allTemplates: 'All templates',
  templateGroups: {
    clm: {
      title: 'Causal (CLM): writing on',
      about: 'Predicts the next token from those before it. It learns to write, and never sees what comes later.',
    },
    mlm: {
      title: 'Masked (MLM): understanding',
      about: 'Hides tokens and finds them again from both sides. It learns to understand, and does not write.',
    },
    seq2seq: {
      title: 'Sequence to sequence: one text into another',
      about: 'Reads a text whole, then writes another one. It needs pairs, or plain text with gaps cut into it.',
    },
  },
  useMyFile: 'Use my file…',
  fileNeeds: {
    text: 'Any text will do: a file or folder of .txt or .md, or a table with a column of texts.',
    label:
      'It needs texts with labels: a table with a column of texts and one of labels, or lines of label, tab, text.',
    pairs: 'It needs pairs: a table with a source and a target column, or lines of source, tab, target.',
    tags: 'It needs words with tags: a table with a column of words and one of tags, or a word, a tab and its tag in each line.',
    questions:
      'It needs questions: a table with a question, its context, and the answer as it stands there (JSON lines, CSV, Parquet).',
  },
  chooseFile: 'Choose a file or folder…',
  dropHere: 'or drop it here. The columns of a table are found by themselves.',
  filePath: 'Path of a file or folder',
  useIt: 'Use it',
  backToTemplates: 'Back to the templates',
}
