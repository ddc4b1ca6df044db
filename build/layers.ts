// Who may import whom, as data. The lint rule (build/lint-plugin.ts) and the architecture test both judge with this one table;
// the TypeScript projects enforce the coarse half of it a second time.

export interface Layer {
  /** Path prefix from the repository root: a folder (ends with `/`) or one file. The longest prefix that fits a file is its layer. */
  readonly at: string;
  /** Path prefixes it may import from, beside its own. */
  readonly imports: readonly string[];
  /** Exceptions from `imports`. */
  readonly except?: readonly string[];
  /** Packages it may import, each alone or with a subpath; `*` stands for any package. */
  readonly packages: readonly string[];
  /** Packages of which only types may be imported. */
  readonly typesOf?: readonly string[];
  /** Packages of which only these names may be imported as values; types are free. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Pure layers get time, randomness and waiting through ports, never from the runtime. */
  readonly pure?: true;
  /** Machines here have neither timers nor invocations, and nobody starts an actor. */
  readonly machines?: true;
}

const values = ['zod', 'temporal-polyfill'];

/** Node modules that reach neither disk, network, processes nor keys: every adapter may use them beside its driver. */
const plainNode = [
  'node:buffer',
  'node:events',
  'node:os',
  'node:stream',
  'node:url',
  'node:util',
  'node:worker_threads',
];

/** Drivers of the outside world. An adapter folder that is not listed here may not exist. */
const drivers: Readonly<Record<string, readonly string[]>> = {
  sqlite: ['better-sqlite3'],
  files: ['node:fs', 'node:path'],
  crypto: ['node:crypto'],
  process: ['node:child_process'],
  net: ['node:net', 'node:tls'],
  clock: ['node:timers', 'node:perf_hooks'],
  tsa: ['pkijs', 'asn1js', 'node:crypto'],
  paper: ['pdfkit', 'node:fs', 'node:module', 'node:path'],
};

/** The core reads downward: app, then these, then ledger, then ports. Features do not know each other. */
const features = ['engine', 'exercise', 'handoff', 'keys', 'notify', 'triage', 'vault', 'witness'];

function core(name: string, lower: readonly string[], more: Partial<Layer> = {}): Layer {
  const imports = [
    'shared/',
    'playbooks/registry.ts',
    'playbooks/kit/',
    'playbooks/actions/registry.ts',
    'playbooks/actions/params.ts',
    'playbooks/actions/reachable.ts',
    'playbooks/actions/way-problem.ts',
    'playbooks/leak-patterns/registry.ts',
    'playbooks/scenarios/registry.ts',
    ...lower.map((layer) => `main/${layer}/`),
  ];
  return { at: `main/${name}/`, imports, packages: values, pure: true, ...more };
}

/** What a machine is written with. Whatever starts, waits or calls is not among it. */
const machineParts = ['setup', 'assign', 'and', 'or', 'not', 'stateIn'];

const engine: Partial<Layer> = {
  names: { xstate: ['transition', 'initialTransition', 'getNextTransitions'] },
  machines: true,
};

const hostPackages = ['node:*', '@orpc/server', '@orpc/client', ...values];

export const layers: readonly Layer[] = [
  { at: 'shared/', imports: [], packages: [...values, '@orpc/contract'], pure: true },
  {
    at: 'playbooks/',
    imports: ['shared/domain/'],
    packages: [],
    names: { xstate: machineParts },
    pure: true,
    machines: true,
  },

  core('ports', [], { imports: ['shared/'] }),
  core('ledger', ['ports']),
  ...features.map((name) => core(name, ['ledger', 'ports'], name === 'engine' ? engine : {})),
  core('app', [...features, 'ledger', 'ports'], { packages: [...values, '@orpc/server', 'yaml'] }),

  ...Object.entries(drivers).map(([name, own]) => ({
    at: `main/adapters/${name}/`,
    imports: ['shared/', 'main/ports/'],
    packages: [...plainNode, ...own],
  })),

  // A thread is handed data and no functions, so what runs in one picks its own drivers.
  {
    at: 'main/adapters/verification/',
    imports: ['shared/', 'main/ports/', 'main/adapters/'],
    packages: [...plainNode, 'node:fs', 'node:path', 'node:perf_hooks', 'node:v8'],
  },

  {
    at: 'main/hosts/',
    imports: ['shared/', 'playbooks/', 'main/', 'package.json'],
    except: ['main/hosts/electron/'],
    packages: hostPackages,
  },
  { at: 'main/hosts/electron/', imports: ['shared/', 'playbooks/', 'main/'], packages: [...hostPackages, 'electron'] },
  { at: 'main/hosts/electron/preload.ts', imports: ['shared/contract/'], packages: ['electron'] },

  {
    at: 'renderer/',
    imports: ['shared/'],
    except: ['renderer/verify-page/'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@noble/hashes',
      '@tanstack/react-virtual',
      '@fontsource-variable/inter',
      '@orpc/client',
      'temporal-polyfill',
      'uqr',
    ],
    typesOf: ['zod', '@orpc/contract'],
  },
  // One file for strangers: the verifier over primitives of its own, and no more of the console than its colours.
  {
    at: 'renderer/verify-page/',
    imports: ['shared/', 'renderer/ui/tokens.css', 'renderer/ui/base.css'],
    packages: ['zod', '@noble/curves', '@noble/hashes'],
  },

  // Not shipped: the build, the tests and the configuration files at the top. Even here `electron` stays out, because importing
  // it from plain Node starts a download.
  { at: 'build/', imports: [], packages: ['*'] },
  // Signs the law as data, so it has to see it.
  { at: 'build/sign-packs.ts', imports: ['shared/'], packages: ['*'] },
  {
    at: 'test/',
    imports: ['build/', 'main/', 'playbooks/', 'renderer/', 'shared/', 'vite.config.ts'],
    packages: ['*'],
  },
  { at: '', imports: ['build/', 'test/support/'], packages: ['*'] },
];

/** Packages that `*` does not cover. */
export const neverByWildcard = ['electron'];
