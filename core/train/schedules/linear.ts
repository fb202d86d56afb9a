import { text } from '../../text.ts'
import type { LearningRateSchedule } from './schedule.ts'

const linear: LearningRateSchedule = {
  id: 'linear',
  title: text('Linear', '线性'),
  factor: progress => Math.max(0, 1 - progress),
}
export default linear
