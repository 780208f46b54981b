import { createHash, createHmac } from 'node:crypto'
import { isOneCharacter } from '../one-character.ts'
import type { StepKinds } from '../step-kind.ts'

/** Steps that hide who is meant. */
export const personalDataSteps: StepKinds<'hash' | 'mask'> = {
  hash: {
    // SHA-256 is FIPS 180-4, HMAC RFC 2104, both over UTF-8.
    compile: ({ salt }) =>
      salt === undefined
        ? (text) => createHash('sha256').update(text, 'utf8').digest('hex')
        : (text) => createHmac('sha256', salt).update(text, 'utf8').digest('hex'),
  },
  mask: {
    check: (step, refuse) => {
      if (step.with !== undefined && !isOneCharacter(step.with)) {
        refuse(`it masks with "${step.with}", which is not one character`, 'Mask with one character, such as *.')
      }
    },
    compile: (step) => {
      const { keepStart = 0, keepEnd = 0, with: cover = '*' } = step
      return (text) => {
        const characters = Array.from(text)
        const hidden = characters.length - keepStart - keepEnd
        // What is no longer than its ends would be shown whole.
        if (hidden <= 0) return cover.repeat(characters.length)
        const end = characters.slice(characters.length - keepEnd)
        return [...characters.slice(0, keepStart), cover.repeat(hidden), ...end].join('')
      }
    },
  },
}
