import { Button, type ButtonProps } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useRef } from 'react'
import type { OperationOutput } from '../../../contract/operations.ts'
import { text } from '../messages/text.ts'
import { useAddSchemaFile } from './use-add-schema-file.ts'

interface AddSchemaButtonProps {
  readonly label: string
  readonly variant?: ButtonProps['variant']
  readonly onAdded: (added: OperationOutput<'schemas.add'>) => void
  /** Why the last file was not taken, or null once another is tried. */
  readonly onError: (error: Error | null) => void
}

/** Chooses a JSON file and registers the schema in it. */
export function AddSchemaButton({ label, variant = 'default', onAdded, onError }: AddSchemaButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const add = useAddSchemaFile()
  const take = (file: File): void => {
    onError(null)
    add.mutate(file, {
      onSuccess: (added) => {
        const say = added.created ? text.schemaFile.added : text.schemaFile.same
        notifications.show({ message: say(added.name, added.version) })
        onAdded(added)
      },
      onError,
    })
  }
  return (
    <>
      <Button variant={variant} loading={add.isPending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        data-testid="schema-file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // Emptied, so that the same file can be chosen again once it has been mended.
          event.currentTarget.value = ''
          if (file !== undefined) take(file)
        }}
      />
    </>
  )
}
