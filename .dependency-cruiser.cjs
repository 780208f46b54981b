// The boundaries of the architecture (docs and DESIGN: one engine, one contract, three shells), each with a message
// that says where the code should go instead.
const shells = ['desktop', 'cli', 'server']

/** A shell reaches the engine by its front door, and another shell not at all. */
const shellRules = shells.flatMap((shell) => [
  {
    name: `${shell}-enters-by-the-front-door`,
    severity: 'error',
    comment:
      `src/main/${shell} may import only src/main/engine/engine.ts of the engine. What it needs deeper inside ` +
      'belongs into an operation of the contract, or is exported by engine.ts.',
    from: { path: `^src/main/${shell}/` },
    to: { path: '^src/main/engine/', pathNot: '^src/main/engine/engine\\.ts$' },
  },
  {
    name: `${shell}-knows-no-other-shell`,
    severity: 'error',
    comment: 'Shells do not know each other. What two of them need belongs into the engine or the contract.',
    from: { path: `^src/main/${shell}/` },
    to: { path: `^src/main/(?!${shell}/)(${shells.join('|')})/` },
  },
])

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contract-is-pure',
      severity: 'error',
      comment:
        'src/contract holds shapes only: it imports zod and itself. Code that does something belongs into the engine ' +
        'or a shell; code that shows something into the renderer.',
      from: { path: '^src/contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'engine-knows-no-shell',
      severity: 'error',
      comment:
        'The engine must run without a window, a terminal or a port. Let the shell pass in what it needs, or emit an ' +
        'event of the contract.',
      from: { path: '^src/main/engine/' },
      to: { path: '^src/(main/(desktop|cli|server)/|main/index\\.ts$|preload/|renderer/)' },
    },
    {
      name: 'engine-lib-is-a-leaf',
      severity: 'error',
      comment:
        'engine/lib holds helpers that know nothing of the pipeline. A helper that needs more belongs into the folder ' +
        'of what it needs.',
      from: { path: '^src/main/engine/lib/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/main/engine/', pathNot: '^src/main/engine/lib/' },
    },
    {
      name: 'electron-stays-in-the-desktop',
      severity: 'error',
      comment:
        'Only src/main/index.ts, src/main/desktop and src/preload import electron. Put the code there, or pass what it ' +
        'needs from there.',
      from: { path: '^src/', pathNot: '^src/(main/index\\.ts$|main/desktop/|preload/)' },
      to: { path: '(^|/)node_modules/electron/|^electron($|/)' },
    },
    {
      name: 'entry-only-starts-the-desktop',
      severity: 'error',
      comment: 'src/main/index.ts starts the desktop shell; whatever does more belongs into src/main/desktop.',
      from: { path: '^src/main/index\\.ts$' },
      to: { path: '^src/main/(cli|server|engine)/' },
    },
    ...shellRules,
    {
      name: 'preload-is-a-thin-bridge',
      severity: 'error',
      comment:
        'src/preload imports the contract and electron only. Work belongs into src/main/desktop, views into src/renderer.',
      from: { path: '^src/preload/' },
      to: { path: '^src/(main|renderer)/' },
    },
    {
      name: 'renderer-asks-by-the-contract',
      severity: 'error',
      comment:
        'src/renderer imports the contract and itself. What it needs of the main process is an operation or an event of ' +
        'the contract; the type of the bridge is the one thing it takes from the preload.',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      comment: 'The page runs in a sandbox without Node. Do it in the engine and ask for it by an operation.',
      from: { path: '^src/renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      comment:
        'A feature of the renderer imports no other one. What two of them need belongs into src/renderer/shared.',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/([^/]+)/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'shared-knows-no-feature',
      severity: 'error',
      comment:
        'src/renderer/shared is what features are made of. Code that knows a feature belongs into that feature or into app.',
      from: { path: '^src/renderer/shared/' },
      to: { path: '^src/renderer/(features|app)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment:
        'Two files that need each other are one thing or hide a third: move what both need into a file of its own.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'This import leads nowhere. Correct its path, or install the package.',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
    {
      name: 'no-test-in-production',
      severity: 'error',
      comment: 'Code must not import tests. Move what both need into a file of its own.',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$|^(test|e2e)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
}
