import { type Text, text } from '../../core/text.ts'

export type ObjectiveGroup = 'clm' | 'mlm' | 'seq2seq'
export const templateGroups: readonly ObjectiveGroup[] = ['clm', 'mlm', 'seq2seq']

/** What one row of a template's data is, as the sources of data name it. */
export type RowKind = 'text' | 'label' | 'pairs' | 'tags' | 'questions'

/** A pipeline that ships with the app, told in words. */
export interface Template {
  /** The file in examples/ that it opens. */
  readonly id: string
  readonly group: ObjectiveGroup
  readonly title: Text
  /** What the model can do in the end, in one line. */
  readonly purpose: Text
  readonly shape: RowKind
  /** What its model is asked, and the kind of answer it learns to give; in the language of the sample data. */
  readonly asked: string
  readonly answers: string
  /** It cannot run as it is: why, and what to do. */
  readonly before?: Text
  /** Its runs are known to other templates by this name, in every language. */
  readonly fixedName?: true
}

const encoderFirst = text(
  'Train “Encoder” first: this goes on from its run.',
  '请先训练“编码器”：本模板从它的运行结果继续。',
)

/** The starting points: one for each thing that the three objectives are good at. */
export const templates: readonly Template[] = [
  {
    id: 'clm',
    group: 'clm',
    title: text('Write on: causal language modelling', '续写：因果语言建模'),
    purpose: text('Generates text: give it a beginning, it writes on.', '文本生成：给出开头，模型接着写。'),
    shape: 'text',
    asked: 'The whale',
    answers: 'rose from the sea',
  },
  {
    id: 'mlm',
    group: 'mlm',
    title: text('Fill the gaps: masked language modelling', '补全空缺：掩码语言建模'),
    purpose: text('Names missing words from what stands on both sides.', '根据左右两侧的内容，猜出缺失的词。'),
    shape: 'text',
    asked: 'The ___ sailed on',
    answers: 'ship',
  },
  {
    id: 'sentiment',
    group: 'mlm',
    title: text('Good or bad: text classification', '好评还是差评：文本分类'),
    purpose: text('Sorts texts into classes: sentiment, topic, spam or not.', '将文本归类：情感、主题、是否垃圾信息。'),
    shape: 'label',
    asked: 'The food was great',
    answers: 'positive',
  },
  {
    id: 'spam',
    group: 'mlm',
    title: text('Spam or not: mails, sorted by people', '是否垃圾邮件：由人分类的邮件'),
    purpose: text('Keeps unwanted mails apart from the others.', '把垃圾邮件与其他邮件区分开。'),
    shape: 'label',
    asked: 'You have won a prize',
    answers: 'spam',
    before: text(
      'It needs a file of mails with labels: use yours, or make one with scripts/make-mails.mjs.',
      '需要一个带标签的邮件文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'tags',
    group: 'mlm',
    title: text('What each word is: tagging parts of speech', '每个词是什么：词性标注'),
    purpose: text(
      'Gives each word a tag: its part of speech, or names of people and places.',
      '为每个词打标签：词性，或人名、地名等命名实体。',
    ),
    shape: 'tags',
    asked: 'the old captain',
    answers: 'DET ADJ NOUN',
  },
  {
    id: 'questions',
    group: 'mlm',
    title: text('Where the answer stands: questions about texts', '答案在哪里：阅读问答'),
    purpose: text('Answers a question by pointing at a place in a text.', '在文本中指出问题的答案所在。'),
    shape: 'questions',
    asked: 'Who leads the ship?',
    answers: 'Captain Ahab',
  },
  {
    id: 'encoder',
    group: 'mlm',
    title: text('Encoder', '编码器'),
    purpose: text(
      'Reads a novel, speeches and reviews until it understands words in context: a start for other tasks.',
      '通读小说、演讲和评论，学会结合上下文理解词语，作为其他任务的起点。',
    ),
    shape: 'text',
    asked: 'We ___ in peace',
    answers: 'live',
    fixedName: true,
  },
  {
    id: 'sentiment-from-encoder',
    group: 'mlm',
    title: text('Good or bad, from the encoder', '好评还是差评：从编码器开始'),
    purpose: text('Teaches classes to a network that has read before.', '让已经读过文本的网络学习分类。'),
    shape: 'label',
    asked: 'The food was great',
    answers: 'positive',
    before: encoderFirst,
  },
  {
    id: 'tags-from-encoder',
    group: 'mlm',
    title: text('What each word is, from the encoder', '每个词是什么：从编码器开始'),
    purpose: text('Teaches tags to a network that has read before.', '让已经读过文本的网络学习标注。'),
    shape: 'tags',
    asked: 'the old captain',
    answers: 'DET ADJ NOUN',
    before: encoderFirst,
  },
  {
    id: 'questions-from-encoder',
    group: 'mlm',
    title: text('Where the answer stands, from the encoder', '答案在哪里：从编码器开始'),
    purpose: text('Teaches questions to a network that has read before.', '让已经读过文本的网络学习回答问题。'),
    shape: 'questions',
    asked: 'Who leads the ship?',
    answers: 'Captain Ahab',
    before: encoderFirst,
  },
  {
    id: 'bert',
    group: 'mlm',
    title: text('BERT: words hidden in short pieces', 'BERT：短片段中的隐藏词'),
    purpose: text(
      'The first network of this kind. It learns from ten tokens at a time; from longer pieces it takes hours.',
      '这类网络的开山之作。每次读十个词元，学得动；片段更长则要学几个小时。',
    ),
    shape: 'text',
    asked: 'We ___ in peace',
    answers: 'live',
  },
  {
    id: 'translate',
    group: 'seq2seq',
    title: text('Translate: short phrases from English to French', '翻译：英文短语译成法文'),
    purpose: text('Translates from one language to another.', '将一种语言翻译成另一种语言。'),
    shape: 'pairs',
    asked: 'Good morning',
    answers: 'Bonjour',
  },
  {
    id: 'translate-lstm',
    group: 'seq2seq',
    title: text('Translate with an LSTM: short phrases from English to French', '用 LSTM 翻译：英文短语译成法文'),
    purpose: text(
      'The same translations by the network that came before Transformers.',
      '同样的翻译，使用 Transformer 之前的网络。',
    ),
    shape: 'pairs',
    asked: 'Good morning',
    answers: 'Bonjour',
  },
  {
    id: 'subjects',
    group: 'seq2seq',
    title: text('Name the mail: subject lines from what mails say', '邮件拟题：根据正文写主题'),
    purpose: text('Summarises: writes a subject line for a text.', '文本摘要：为一段文字写出主题。'),
    shape: 'pairs',
    asked: 'We moved the meeting to noon',
    answers: 'Meeting moved',
    before: text(
      'It needs a file of texts and their subject lines: use yours, or make one with scripts/make-mails.mjs.',
      '需要一个“正文—主题”文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'subjects-lstm',
    group: 'seq2seq',
    title: text('Name the mail with an LSTM: subject lines from what mails say', '用 LSTM 为邮件拟题：根据正文写主题'),
    purpose: text(
      'The same subject lines by the network that came before Transformers.',
      '同样为文字拟题，使用 Transformer 之前的网络。',
    ),
    shape: 'pairs',
    asked: 'We moved the meeting to noon',
    answers: 'Meeting moved',
    before: text(
      'It needs a file of texts and their subject lines: use yours, or make one with scripts/make-mails.mjs.',
      '需要一个“正文—主题”文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'pronounce',
    group: 'seq2seq',
    title: text('Say it aloud: from spelling to pronunciation', '读出来：从拼写到读音'),
    purpose: text('Writes how an English word sounds.', '写出英文单词的读音。'),
    shape: 'pairs',
    asked: 'whale',
    answers: 'W EY1 L',
  },
  {
    id: 'pronounce-lstm',
    group: 'seq2seq',
    title: text('Say it aloud, with an LSTM', '读出来：使用 LSTM'),
    purpose: text(
      'The same task with the network that came before Transformers.',
      '同样的任务，使用 Transformer 之前的网络。',
    ),
    shape: 'pairs',
    asked: 'whale',
    answers: 'W EY1 L',
  },
  {
    id: 'seq2seq',
    group: 'seq2seq',
    title: text('Restore the text: sequence to sequence', '还原文本：序列到序列'),
    purpose: text('Writes the pieces that were cut out of a text.', '写出文本中被挖去的片段。'),
    shape: 'text',
    asked: 'The captain ___ the sea',
    answers: 'looked at',
  },
]
