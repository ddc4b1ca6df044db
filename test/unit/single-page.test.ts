import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fill } from '../../build/single-page.ts';

const template = `<meta content="%POLICY%"><style>
  %STYLE%
</style><pre>
%LICENCES%</pre><b>version %VERSION% of it</b><script>
  %SCRIPT%
</script>`;
const parts = { script: 'a()', style: 'b{}', licences: 'MIT', version: '1.2.3' };
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the policy admits what stands between the tags, to the byte', () => {
  const page = fill(template, parts);
  expect(page).toContain('<style>b{}</style><pre>MIT</pre><b>version 1.2.3 of it</b><script>a()</script>');
  expect(page).toContain(`default-src 'none'; script-src ${hash('a()')}; style-src ${hash('b{}')}; `);
});

test('text of a script can neither end its element nor stand for something else', () => {
  const script = `x('</script><!-- $& %STYLE% <SCRIPT>')`;
  const page = fill(template, { ...parts, script });
  expect(page.match(/<\/script>/gi)).toHaveLength(1);
  const inside = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? '';
  expect(inside).toBe(String.raw`x('\x3C/script>\x3C!-- $& %STYLE% \x3CSCRIPT>')`);
  expect(page).toContain(hash(inside));
});

test('what a parser would change is refused', () => {
  expect(() => fill(template, { ...parts, script: 'a\r\nb' })).toThrow(/SCRIPT/);
  expect(() => fill(template, { ...parts, style: '</style>' })).toThrow(/STYLE/);
});
