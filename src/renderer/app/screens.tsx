import { type ComponentType, lazy } from 'react'
import { ImportScreen } from '../features/import/import-screen.tsx'
import type { Location, Place } from '../shared/navigation.ts'

export interface ScreenProps {
  readonly location: Location
}

/** The screens, all but the first loaded when they are gone to: the grid and the charts are the larger part of the code. */
export const screens: Record<Place, ComponentType<ScreenProps>> = {
  import: ImportScreen,
  imports: lazy(() => import('../features/imports/imports-screen.tsx').then((m) => ({ default: m.ImportsScreen }))),
  issues: lazy(() => import('../features/issues/issues-screen.tsx').then((m) => ({ default: m.IssuesScreen }))),
  datasets: lazy(() => import('../features/datasets/datasets-screen.tsx').then((m) => ({ default: m.DatasetsScreen }))),
  schemas: lazy(() => import('../features/schemas/schemas-screen.tsx').then((m) => ({ default: m.SchemasScreen }))),
  analytics: lazy(() =>
    import('../features/analytics/analytics-screen.tsx').then((m) => ({ default: m.AnalyticsScreen })),
  ),
  settings: lazy(() => import('../features/settings/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen }))),
}
