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
  /** Other words that people search it by. */
  readonly keywords: readonly string[]
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
  'First train the template “Pretrain an encoder (MLM)”: this one fine-tunes its run.',
  '请先训练模板“预训练编码器（MLM）”：本模板对其运行结果进行微调。',
)

/** The starting points: one for each thing that the three objectives are good at. */
export const templates: readonly Template[] = [
  {
    id: 'clm',
    group: 'clm',
    title: text('Generate text (CLM)', '生成文本（CLM）'),
    keywords: ['Write on: causal language modelling', '续写：因果语言建模', 'GPT', 'next token'],
    purpose: text(
      'Causal language modelling: continues a text from its beginning.',
      '因果语言建模：给出开头，模型续写文本。',
    ),
    shape: 'text',
    asked: 'The whale',
    answers: 'rose from the sea',
  },
  {
    id: 'mlm',
    group: 'mlm',
    title: text('Fill in masked words (MLM)', '填补掩码词（MLM）'),
    keywords: ['Fill the gaps: masked language modelling', '补全空缺：掩码语言建模', 'BERT', 'fill-mask'],
    purpose: text(
      'Masked language modelling: predicts missing words from both sides.',
      '掩码语言建模：根据左右两侧的内容预测缺失的词。',
    ),
    shape: 'text',
    asked: 'The ___ sailed on',
    answers: 'ship',
  },
  {
    id: 'sentiment',
    group: 'mlm',
    title: text('Classify sentiment (text classification)', '情感分类（文本分类）'),
    keywords: ['Good or bad: text classification', '好评还是差评：文本分类', 'sentiment analysis'],
    purpose: text('Assigns texts to classes: sentiment, topic, spam or not.', '将文本归类：情感、主题、是否垃圾信息。'),
    shape: 'label',
    asked: 'The food was great',
    answers: 'positive',
  },
  {
    id: 'spam',
    group: 'mlm',
    title: text('Detect spam (text classification)', '垃圾邮件检测（文本分类）'),
    keywords: ['Spam or not: mails, sorted by people', '是否垃圾邮件：由人分类的邮件', 'spam'],
    purpose: text(
      'Separates spam from wanted mail; trained on mails labelled by people.',
      '区分垃圾邮件与正常邮件；用人工标注的邮件训练。',
    ),
    shape: 'label',
    asked: 'You have won a prize',
    answers: 'spam',
    before: text(
      'It needs a file of labelled mails: use yours, or create one with scripts/make-mails.mjs.',
      '需要一个带标签的邮件文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'tags',
    group: 'mlm',
    title: text('Tag parts of speech (token classification)', '词性标注（词元分类）'),
    keywords: ['What each word is: tagging parts of speech', '每个词是什么：词性标注', 'NER', 'named entities', 'POS'],
    purpose: text(
      'Labels each word: its part of speech, or the named entity it belongs to.',
      '为每个词预测标签：词性，或人名、地名等命名实体。',
    ),
    shape: 'tags',
    asked: 'the old captain',
    answers: 'DET ADJ NOUN',
  },
  {
    id: 'questions',
    group: 'mlm',
    title: text('Answer questions about a text (extractive QA)', '阅读问答（抽取式问答）'),
    keywords: ['Where the answer stands: questions about texts', '答案在哪里：阅读问答', 'SQuAD', 'QA'],
    purpose: text('Answers a question by marking a span of the text.', '在文本中标出回答问题的片段。'),
    shape: 'questions',
    asked: 'Who leads the ship?',
    answers: 'Captain Ahab',
  },
  {
    id: 'encoder',
    group: 'mlm',
    title: text('Pretrain an encoder (MLM)', '预训练编码器（MLM）'),
    keywords: ['Encoder', '编码器', 'pretraining'],
    purpose: text(
      'Pretrains a network on a novel, speeches and reviews, as a starting point for fine-tuning.',
      '在小说、演讲和评论上预训练网络，作为微调的起点。',
    ),
    shape: 'text',
    asked: 'We ___ in peace',
    answers: 'live',
    fixedName: true,
  },
  {
    id: 'sentiment-from-encoder',
    group: 'mlm',
    title: text('Classify sentiment (fine-tune the encoder)', '情感分类（微调编码器）'),
    keywords: ['Good or bad, from the encoder', '好评还是差评：从编码器开始', 'fine-tuning', '微调'],
    purpose: text('Fine-tunes the pretrained encoder for text classification.', '微调预训练的编码器，用于文本分类。'),
    shape: 'label',
    asked: 'The food was great',
    answers: 'positive',
    before: encoderFirst,
  },
  {
    id: 'tags-from-encoder',
    group: 'mlm',
    title: text('Tag parts of speech (fine-tune the encoder)', '词性标注（微调编码器）'),
    keywords: ['What each word is, from the encoder', '每个词是什么：从编码器开始', 'fine-tuning', 'NER', '微调'],
    purpose: text('Fine-tunes the pretrained encoder for token classification.', '微调预训练的编码器，用于词元分类。'),
    shape: 'tags',
    asked: 'the old captain',
    answers: 'DET ADJ NOUN',
    before: encoderFirst,
  },
  {
    id: 'questions-from-encoder',
    group: 'mlm',
    title: text('Answer questions about a text (fine-tune the encoder)', '阅读问答（微调编码器）'),
    keywords: ['Where the answer stands, from the encoder', '答案在哪里：从编码器开始', 'fine-tuning', 'SQuAD', '微调'],
    purpose: text(
      'Fine-tunes the pretrained encoder for extractive question answering.',
      '微调预训练的编码器，用于抽取式问答。',
    ),
    shape: 'questions',
    asked: 'Who leads the ship?',
    answers: 'Captain Ahab',
    before: encoderFirst,
  },
  {
    id: 'bert',
    group: 'mlm',
    title: text('Train BERT on short texts (MLM)', '用短文本训练 BERT（MLM）'),
    keywords: ['BERT: words hidden in short pieces', 'BERT：短片段中的隐藏词', '掩码语言建模'],
    purpose: text(
      'The original BERT. It is trained on ten tokens at a time; longer examples take hours.',
      '最初的 BERT。每个样本只有十个词元；更长的样本要训练几个小时。',
    ),
    shape: 'text',
    asked: 'We ___ in peace',
    answers: 'live',
  },
  {
    id: 'translate',
    group: 'seq2seq',
    title: text('Translate English to French (T5)', '英译法（T5）'),
    keywords: [
      'Translate: short phrases from English to French',
      '翻译：英文短语译成法文',
      'machine translation',
      'T5',
    ],
    purpose: text('Translates short phrases from one language to another.', '将短语从一种语言翻译成另一种语言。'),
    shape: 'pairs',
    asked: 'Good morning',
    answers: 'Bonjour',
  },
  {
    id: 'translate-lstm',
    group: 'seq2seq',
    title: text('Translate English to French (LSTM)', '英译法（LSTM）'),
    keywords: [
      'Translate with an LSTM: short phrases from English to French',
      '用 LSTM 翻译：英文短语译成法文',
      'machine translation',
    ],
    purpose: text(
      'The same translation task with the recurrent network from before the Transformer.',
      '同样的翻译任务，使用 Transformer 之前的循环网络。',
    ),
    shape: 'pairs',
    asked: 'Good morning',
    answers: 'Bonjour',
  },
  {
    id: 'subjects',
    group: 'seq2seq',
    title: text('Write subject lines for emails (summarization)', '为邮件写主题（摘要）'),
    keywords: [
      'Name the mail: subject lines from what mails say',
      '邮件拟题：根据正文写主题',
      'summarisation',
      'title generation',
    ],
    purpose: text('Summarizes a text in a subject line.', '文本摘要：用一行主题概括一段文字。'),
    shape: 'pairs',
    asked: 'We moved the meeting to noon',
    answers: 'Meeting moved',
    before: text(
      'It needs a file of texts and their subject lines: use yours, or create one with scripts/make-mails.mjs.',
      '需要一个“正文—主题”文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'subjects-lstm',
    group: 'seq2seq',
    title: text('Write subject lines for emails (LSTM)', '为邮件写主题（LSTM）'),
    keywords: [
      'Name the mail with an LSTM: subject lines from what mails say',
      '用 LSTM 为邮件拟题：根据正文写主题',
      'summarisation',
    ],
    purpose: text(
      'The same summarization task with the recurrent network from before the Transformer.',
      '同样的摘要任务，使用 Transformer 之前的循环网络。',
    ),
    shape: 'pairs',
    asked: 'We moved the meeting to noon',
    answers: 'Meeting moved',
    before: text(
      'It needs a file of texts and their subject lines: use yours, or create one with scripts/make-mails.mjs.',
      '需要一个“正文—主题”文件：使用您自己的文件，或用 scripts/make-mails.mjs 生成。',
    ),
  },
  {
    id: 'pronounce',
    group: 'seq2seq',
    title: text('Pronounce English words (grapheme to phoneme)', '英文单词注音（字素到音素）'),
    keywords: ['Say it aloud: from spelling to pronunciation', '读出来：从拼写到读音', 'g2p'],
    purpose: text('Predicts the phonemes of an English word from its spelling.', '根据拼写预测英文单词的音素。'),
    shape: 'pairs',
    asked: 'whale',
    answers: 'W EY1 L',
  },
  {
    id: 'pronounce-lstm',
    group: 'seq2seq',
    title: text('Pronounce English words (LSTM)', '英文单词注音（LSTM）'),
    keywords: ['Say it aloud, with an LSTM', '读出来：使用 LSTM', 'g2p'],
    purpose: text(
      'The same task with the recurrent network from before the Transformer.',
      '同样的任务，使用 Transformer 之前的循环网络。',
    ),
    shape: 'pairs',
    asked: 'whale',
    answers: 'W EY1 L',
  },
  {
    id: 'seq2seq',
    group: 'seq2seq',
    title: text('Restore missing spans (T5 denoising)', '还原缺失片段（T5 去噪）'),
    keywords: ['Restore the text: sequence to sequence', '还原文本：序列到序列', 'span corruption'],
    purpose: text(
      'Sequence-to-sequence: writes the spans that were removed from a text.',
      '序列到序列：写出文本中被挖去的片段。',
    ),
    shape: 'text',
    asked: 'The captain ___ the sea',
    answers: 'looked at',
  },
]
