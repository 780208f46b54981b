import { isOneCharacter } from '../one-character.ts'
import type { Refuse, StepKinds } from '../step-kind.ts'

/** Steps that see a text as parts, or bring it to a length. */
export const partSteps: StepKinds<'split' | 'join' | 'pad'> = {
  split: {
    check: ({ separator, part }, refuse) => {
      refuseNoSeparator(separator, refuse)
      if (part === 0) refuse('there is no part 0', 'Parts are counted from 1, and from -1 at the end.')
    },
    compile: ({ separator, part }) => {
      const index = part > 0 ? part - 1 : part
      return (text) => text.split(separator).at(index) ?? ''
    },
  },
  join: {
    check: ({ separator }, refuse) => refuseNoSeparator(separator, refuse),
    compile: (step) => (text) =>
      text
        .split(step.separator)
        .map((part) => part.trim())
        .join(step.with),
  },
  pad: {
    check: (step, refuse) => {
      if (!isOneCharacter(step.with)) {
        refuse(`it pads with "${step.with}", which is not one character`, 'Pad with one character, such as 0.')
      }
    },
    compile: (step) => (text) => {
      const missing = step.length - Array.from(text).length
      if (missing <= 0) return text
      const padding = step.with.repeat(missing)
      return step.side === 'start' ? padding + text : text + padding
    },
  },
}

function refuseNoSeparator(separator: string, refuse: Refuse): void {
  if (separator === '')
    refuse('its separator is empty', 'Give the text that stands between the parts, such as a comma.')
}
