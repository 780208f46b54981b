import {
  IconAlertTriangle,
  IconChartBar,
  IconDatabase,
  IconFileImport,
  IconHistory,
  IconListDetails,
  IconSettings,
} from '@tabler/icons-react'
import type { Place } from '../shared/navigation.ts'

export const placeIcons: Record<Place, typeof IconHistory> = {
  import: IconFileImport,
  imports: IconHistory,
  issues: IconAlertTriangle,
  datasets: IconDatabase,
  schemas: IconListDetails,
  analytics: IconChartBar,
  settings: IconSettings,
}
