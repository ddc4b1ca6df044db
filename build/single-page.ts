import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

interface SinglePage {
  /** Page with `%POLICY%`, `%STYLE%`, `%SCRIPT%`, `%LICENCES%` and `%VERSION%` in it. */
  readonly template: string;
  readonly fileName: string;
  readonly version: string;
}

/** Puts the one script and the one style sheet of an environment into one page that admits, by hash, these two and nothing else. */
export function singlePage(environment: string, { template, fileName, version }: SinglePage): Plugin {
  return {
    name: 'bulkhead:single-page',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === environment,
    buildStart() {
      this.addWatchFile(template);
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const scripts = files.filter((file) => file.type === 'chunk');
        const assets = files.filter((file) => file.type === 'asset');
        const style = assets.filter((file) => file.fileName.endsWith('.css'));
        const licences = assets.filter((file) => file.fileName.endsWith('license.md'));
        const [script, ...others] = scripts;
        if (
          script === undefined ||
          others.length > 0 ||
          style.length !== 1 ||
          assets.length !== style.length + licences.length
        )
          this.error(`a single page needs one script and one style sheet, not ${Object.keys(bundle).join(', ')}`);
        const page = fill(readFileSync(template, 'utf8'), {
          script: script.code,
          style: textOf(style[0]?.source),
          licences: escapeText(licences.map(({ source }) => textOf(source)).join('\n')),
          version,
        });
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName, source: page });
      },
    },
  };
}

interface Parts {
  readonly script: string;
  readonly style: string;
  readonly licences: string;
  readonly version: string;
}

export function fill(template: string, { script, style, licences, version }: Parts): string {
  const parts: Readonly<Record<string, string>> = {
    // What would end the element early, or start a comment that hides its end, can only stand in strings and patterns.
    SCRIPT: script.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3C'),
    STYLE: style,
    LICENCES: licences,
    VERSION: version,
  };
  // The parser of a page changes these before it hashes; then the hash would not fit.
  for (const name of ['SCRIPT', 'STYLE'])
    if (/[\r\0]|<\/style/i.test(parts[name] ?? '')) throw new Error(`the ${name} cannot stand in a page as it is`);
  const policy = [
    `default-src 'none'`,
    `script-src '${sha256(parts['SCRIPT'] ?? '')}'`,
    `style-src '${sha256(style)}'`,
    // The worker is made of the page's own script.
    'worker-src blob:',
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    'trusted-types verifier-worker',
  ].join('; ');
  // A function, because a replacement text would give `$&` in the script a meaning.
  // White space that a formatter put around a placeholder would stand inside the element and change its hash.
  const placeholder = /\s*%(SCRIPT|STYLE|LICENCES)%\s*|%(POLICY|VERSION)%/g;
  return template.replaceAll(placeholder, (_whole, inside: string | undefined, inline: string | undefined) =>
    inline === 'POLICY' ? policy : (parts[inside ?? inline ?? ''] ?? ''),
  );
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function textOf(source: string | Uint8Array | undefined): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
