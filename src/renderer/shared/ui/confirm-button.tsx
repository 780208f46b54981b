import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'

interface ConfirmButtonProps {
  readonly label: string
  /** What the second press does, with its amount. */
  readonly confirm: string
  /** What leaves everything as it is. */
  readonly keep: string
  readonly loading?: boolean
  readonly disabled?: boolean
  readonly onConfirm: () => void
}

/** A button for what cannot be undone: it asks in its own place, naming the effect. */
export function ConfirmButton({
  label,
  confirm,
  keep,
  loading = false,
  disabled = false,
  onConfirm,
}: ConfirmButtonProps): ReactNode {
  const [asking, setAsking] = useState(false)
  const harmless = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone: the keyboard goes on at the answer that changes nothing.
  useEffect(() => {
    if (asking) harmless.current?.focus()
  }, [asking])
  if (!asking || disabled) {
    return (
      <Button variant="default" loading={loading} disabled={disabled} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  return (
    <>
      <Button ref={harmless} variant="default" onClick={() => setAsking(false)}>
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
