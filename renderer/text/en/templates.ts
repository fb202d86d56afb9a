/** Starting points. */
export const templates = {
  templates: 'Templates',
  searchTemplates: 'Search templates',
  noTemplates: 'No matching template. Try another word, or build the pipeline from blocks.',
  allTemplates: 'All templates',
  templateGroups: {
    clm: {
      title: 'Causal language modelling (CLM): text generation',
      about:
        'Predicts the next token from those before it. The model learns to generate text and never sees later tokens.',
    },
    mlm: {
      title: 'Masked language modelling (MLM): text understanding',
      about: 'Masks tokens and predicts them from both sides. The model learns to understand text, not to generate it.',
    },
    seq2seq: {
      title: 'Sequence-to-sequence (Seq2Seq): text to text',
      about: 'Reads a whole text, then writes another. Needs pairs, or plain text for denoising.',
    },
  },
  useMyFile: 'Use my file…',
  fileNeeds: {
    text: 'Any text: a file or folder of .txt or .md, or a table with a text column.',
    label: 'Labelled texts: a table with a text column and a label column, or lines of label, tab, text.',
    pairs: 'Pairs: a table with a source and a target column, or lines of source, tab, target.',
    tags: 'Words with tags: a table with a word column and a tag column, or a word, a tab and its tag in each line.',
    questions:
      'Questions: a table with a question, its context, and the answer exactly as it occurs in the context (JSON Lines, CSV, Parquet).',
  },
  chooseFile: 'Choose a file or folder…',
  dropHere: 'or drop it here. Table columns are detected automatically.',
  filePath: 'Path to a file or folder',
  useIt: 'Use it',
  backToTemplates: 'Back to the templates',
}
