import { useEffect } from 'react'
import { goTo, places } from '../shared/navigation.ts'

/** Ctrl 1 to Ctrl 7 (Command on a Mac) go to the places of the rail, in its order. */
export function usePlaceKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      const place = places[Number(event.key) - 1]
      if (place === undefined) return
      event.preventDefault()
      goTo(place)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
