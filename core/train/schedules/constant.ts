import { text } from '../../text.ts'
import type { LearningRateSchedule } from './schedule.ts'

const constant: LearningRateSchedule = {
  id: 'constant',
  title: text('Not at all', '不下降'),
  factor: () => 1,
  ignoresFloor: true,
}
export default constant
