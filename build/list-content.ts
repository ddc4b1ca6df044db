// `npm run content`: writes what this console knows into the `found.ts` files, by looking: whatever exports a constant of type
// ActionTemplate, Playbook, LeakPattern or Scenario below its folder is known. Nobody keeps a list by hand, and nothing is looked for at run time.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Kind {
  readonly folder: string;
  /** Name of the type, and where it is from. */
  readonly type: string;
  readonly from: string;
}

export const KINDS: readonly Kind[] = [
  { folder: 'playbooks/actions', type: 'ActionTemplate', from: 'shared/domain/action.ts' },
  { folder: 'playbooks/leak-patterns', type: 'LeakPattern', from: 'shared/domain/leak-pattern.ts' },
  { folder: 'playbooks/scenarios', type: 'Scenario', from: 'shared/domain/scenario.ts' },
  { folder: 'playbooks', type: 'Playbook', from: 'playbooks/kit/playbook.ts' },
];

export function foundFile({ folder }: Kind): string {
  return `${folder}/found.ts`;
}

/** What the `found.ts` of a kind has to be. */
export function foundText(kind: Kind): string {
  const from = (path: string): string => {
    const way = posix.relative(kind.folder, path);
    return way.startsWith('.') ? way : `./${way}`;
  };
  const files = globSync(`${kind.folder}/**/*.ts`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== foundFile(kind))
    .toSorted();
  const exported = new RegExp(`^export const (\\w+): (readonly )?${kind.type}(?:\\[\\])? = `, 'gmu');
  const found = files.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(exported)].map(([, name = '', list]) => ({ path, name, list })),
  );
  const own = found.filter(({ path }) => posix.dirname(path) !== kind.folder || !path.endsWith('/registry.ts'));
  const paths = [...new Set(own.map(({ path }) => path))];
  return [
    '// Written by `npm run content`; a test holds it to the folders.',
    `import type { ${kind.type} } from '${from(kind.from)}';`,
    ...paths.map((path) => {
      const names = own.filter((one) => one.path === path).map(({ name }) => name);
      return `import { ${names.join(', ')} } from '${from(path)}';`;
    }),
    '',
    `export const found: readonly ${kind.type}[] = [`,
    ...own.map(({ name, list }) => `  ${list === undefined ? '' : '...'}${name},`),
    '];',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const kind of KINDS) writeFileSync(join(root, foundFile(kind)), foundText(kind));
