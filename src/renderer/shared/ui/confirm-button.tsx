import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'

interface ConfirmButtonProps {
  readonly label: string
  /** What the second press does, with its amount. */
  readonly confirm: string
  /** What leaves everything as it is. */
  readonly keep: string
  readonly loading?: boolean
  readonly onConfirm: () => void
}

/** A button for what cannot be undone: it asks in its own place, naming the effect. */
export function ConfirmButton({ label, confirm, keep, loading = false, onConfirm }: ConfirmButtonProps): ReactNode {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button variant="default" loading={loading} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  return (
    <>
      <Button variant="default" autoFocus onClick={() => setAsking(false)}>
        {keep}
      </Button>
      <Button
        color="red"
        loading={loading}
        onClick={() => {
          setAsking(false)
          onConfirm()
        }}
      >
        {confirm}
      </Button>
    </>
  )
}
