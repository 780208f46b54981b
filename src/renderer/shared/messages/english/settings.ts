/** Workspace and program. */
export const settingsMessages = {
  settings: {
    title: 'Settings',
    workspace: 'Workspace',
    path: 'Folder',
    health: 'Health',
    healthy: 'Everything is in order.',
    unhealthy: 'Something needs attention.',
    check: 'Check again',
    passed: 'In order',
    notPassed: 'Not in order',
    about: 'About',
    version: 'Headgate',
    license: 'Licence',
    offline: 'Headgate works offline. It sends nothing anywhere.',
  },
} as const
