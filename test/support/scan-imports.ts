import type { FoundImport } from '../../build/judge-import.ts';

const declaration = /^(import|export)\s+(type\s+)?([^;'"`=]*?\bfrom\s+)?['"]([^'"]+)['"]/gm;
const call = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

/**
 * Finds imports without a parser, so that it shares nothing with the linter whose work it repeats. It relies on the formatter:
 * a declaration starts its line.
 */
export function scanImports(code: string): readonly FoundImport[] {
  const declared = [...code.matchAll(declaration)].flatMap(([, keyword, type, what, specifier = '']): FoundImport[] => {
    if (keyword === 'export' && what === undefined) return [];
    return [
      { specifier, typeOnly: type !== undefined, names: valueNames(what?.replace(/\bfrom\s+$/, '').trim() ?? '') },
    ];
  });
  const called = [...code.matchAll(call)].map(([, specifier = '']): FoundImport => ({ specifier, typeOnly: false }));
  return [...declared, ...called];
}

function valueNames(what: string): readonly string[] | undefined {
  const inBraces = /^\{([^}]*)\}$/.exec(what)?.[1];
  const parts = inBraces?.split(',').map((part) => part.trim());
  return parts
    ?.filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => part.replace(/\s+as\s.*$/s, ''));
}
