// Three rules that need to know which layer a file is in. oxlint loads this file as a plugin (see .oxlintrc.json).
import { relative, resolve, sep } from 'node:path';
import { type FoundImport, judgeImport, layerOf } from './judge-import.ts';

/** As much of a syntax node as these rules look at. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
interface Context {
  readonly filename: string;
  report(problem: { node: Node; message: string }): void;
}
type Visitor = Readonly<Record<string, (node: Node) => void>>;

// The table speaks of paths from the root of the tree that this plugin lies in, so a copy of the tree is judged by its own copy.
const root = resolve(import.meta.dirname, '..');
const inTree = (context: Context): string => relative(root, context.filename).split(sep).join('/');

const layersRule = {
  create(context: Context): Visitor {
    const judge = (node: Node, found: FoundImport | undefined): void => {
      const message = found && judgeImport(inTree(context), found);
      if (message !== undefined) context.report({ node, message });
    };
    const whole = (node: Node, typeOnly: boolean): void => {
      const specifier = text(node['source'] ?? node['argument']);
      judge(node, specifier === undefined ? undefined : { specifier, typeOnly });
    };
    return {
      ImportDeclaration: (node) => judge(node, readDeclaration(node, 'importKind', 'imported')),
      ExportNamedDeclaration: (node) => judge(node, readDeclaration(node, 'exportKind', 'local')),
      ExportAllDeclaration: (node) => whole(node, node['exportKind'] === 'type'),
      ImportExpression: (node) => whole(node, false),
      TSImportType: (node) => whole(node, true),
      CallExpression: (node) => {
        const specifier = text((node['arguments'] as Node[])[0]);
        if (nameOf(node['callee']) === 'require' && specifier !== undefined)
          judge(node, { specifier, typeOnly: false });
      },
    };
  },
};

const pureRule = {
  create(context: Context): Visitor {
    if (layerOf(inTree(context))?.pure !== true) return {};
    const report = (node: Node, what: string): void =>
      context.report({ node, message: `${what}: time, randomness and waiting come through main/ports` });
    return {
      MemberExpression: (node) => {
        const path = `${nameOf(node['object']) ?? ''}.${nameOf(node['property']) ?? text(node['property']) ?? ''}`;
        if (['Date.now', 'Math.random', 'Temporal.Now'].includes(path)) report(node, path);
        if (path.startsWith('globalThis.')) report(node, path);
      },
      NewExpression: (node) => {
        if (nameOf(node['callee']) === 'Date' && (node['arguments'] as Node[]).length === 0) report(node, 'new Date()');
      },
      CallExpression: (node) => {
        const callee = nameOf(node['callee']) ?? '';
        if (['Date', 'setTimeout', 'setInterval', 'setImmediate'].includes(callee)) report(node, `${callee}()`);
      },
    };
  },
};

const machinesRule = {
  create(context: Context): Visitor {
    if (layerOf(inTree(context))?.machines !== true) return {};
    return {
      Property: (node) => {
        const key = nameOf(node['key']) ?? text(node['key']);
        if (node['computed'] === true || (key !== 'after' && key !== 'invoke')) return;
        context.report({
          node,
          message: `${key}: is lost or repeated on restore; keep an instant in the state instead`,
        });
      },
      CallExpression: (node) => {
        const callee = node['callee'] as Node;
        const called = nameOf(callee) ?? nameOf(callee['property']);
        if (called === 'createActor' || called === 'interpret')
          context.report({ node, message: `${called}() runs effects; decide with transition() only` });
      },
    };
  },
};

function readDeclaration(node: Node, kindKey: string, nameKey: string): FoundImport | undefined {
  const specifier = text(node['source']);
  if (specifier === undefined) return undefined;
  const parts = node['specifiers'] as Node[];
  const named = parts.filter((part) => part.type === 'ImportSpecifier' || part.type === 'ExportSpecifier');
  const names = named.filter((part) => part[kindKey] !== 'type').map((part) => nameOf(part[nameKey]) ?? '');
  const whole = named.length < parts.length || parts.length === 0;
  return { specifier, typeOnly: node[kindKey] === 'type', names: whole ? undefined : names };
}

function nameOf(node: unknown): string | undefined {
  const { type, name } = (node ?? {}) as Partial<Node>;
  return type === 'Identifier' ? (name as string) : undefined;
}

/** The value of a string literal, also where the type grammar wraps it. */
function text(node: unknown): string | undefined {
  const { value, literal } = (node ?? {}) as { value?: unknown; literal?: unknown };
  if (typeof value === 'string') return value;
  return literal === undefined ? undefined : text(literal);
}

export default {
  meta: { name: 'bulkhead' },
  rules: { layers: layersRule, pure: pureRule, machines: machinesRule },
};
