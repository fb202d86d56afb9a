import { text } from '../../text.ts'
import type { LearningRateSchedule } from './schedule.ts'

const constant: LearningRateSchedule = {
  id: 'constant',
  title: text('Constant', '恒定'),
  factor: () => 1,
  ignoresFloor: true,
}
export default constant
