import { isPhoneRegion, loadPhoneReader } from '../../lib/phone-numbers.ts'
import type { StepKinds } from '../step-kind.ts'

/** The step that writes phone numbers one way. */
export const phoneSteps: StepKinds<'phone'> = {
  phone: {
    compile: async (step, context, refuse) => {
      if (step.region !== undefined && !(await isPhoneRegion(step.region))) {
        refuse(`"${step.region}" is no region of phone numbers`, 'Write the two letters of a country, such as DE.')
      }
      const read = await loadPhoneReader(step.region ?? context.region)
      return (text) => {
        const number = read(text)
        // E.164 would lose an extension.
        return number === null || number.hasExtension ? text : number.e164
      }
    },
  },
}
