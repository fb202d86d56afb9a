import { text } from '../../text.ts'
import type { LearningRateSchedule } from './schedule.ts'

/** Half a period of a cosine (Loshchilov & Hutter 2017, without restarts). */
const cosine: LearningRateSchedule = {
  id: 'cosine',
  title: text('Cosine', '余弦'),
  factor: progress => 0.5 * (1 + Math.cos(Math.PI * progress)),
}
export default cosine
