import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParamField, ParamKind } from '../../../shared/domain/action.ts';
import { parseParams } from '../../../playbooks/actions/params.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';

const field = (name: string, kind: ParamKind): ParamField => ({ name, kind, label: name, hint: '', example: '' });
const problems = (kind: ParamKind, value: unknown): readonly string[] => {
  const parsed = parseParams([field('f', kind)], { f: value });
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.field);
};

describe('parseParams', () => {
  test.each<[ParamKind, readonly unknown[]]>([
    ['text', ['svc', 'svc-recommender', 'id_7', 'a@b.c', '0B', '7']],
    ['path', ['/', '/etc/ssh/revoked.krl', '/srv/ir/client_1-cert.pub', '/srv/Übung/a']],
    ['secret-file', ['/run/ir/a.pass']],
    ['host', ['a', 'gateway.example', '127.0.0.1', '::1', '2001:db8::7']],
    ['port', ['1', '443', '65535']],
    ['text-list', ['models/risk', 'models/risk,shared/base']],
    ['key', ['a', 'semcache:risk:', 'session:1/x']],
    ['context', ['prod-eu', 'kubernetes-admin@kubernetes', 'arn:aws:eks:eu-central-1:111122223333:cluster/prod']],
    ['region', ['eu-central-1']],
    ['profile', ['incident-response', 'AdminAccess-111122223333']],
    ['via', ['netns/fw', 'netns/bh1-shop', 'ssh/root@fw.example', 'ssh/ir@10.0.0.1']],
  ])('accepts %s', (kind, values) => {
    for (const value of values) expect([value, problems(kind, value)]).toEqual([value, []]);
  });

  test.each<[ParamKind, readonly unknown[]]>([
    [
      'text',
      ['', '-u', 'a b', 'svc on >x', "a'b", 'a"b', 'a\nb', 'a\0', 'a\\b', 'x'.repeat(2000), 7, null, undefined, ['a']],
    ],
    [
      'path',
      [
        '',
        'a',
        '-/a',
        '../a',
        '/a/../b',
        '/a/..',
        '/./a',
        '/a b',
        '/a\n',
        '/a\0b',
        '/a%h',
        '/a:b',
        '/a"b',
        "/a'b",
        '/a\u202eb',
        '~/a',
        'C:\\a',
      ],
    ],
    ['text-list', ['', 'a,', 'a,a', 'a, b', 'a,-b', 'a:b']],
    ['key', ['', ':a', 'a*', 'a?', 'a b', 'a"b', 'a[b]']],
    ['context', ['', '--kubeconfig=/x', 'a b', 'a"b', 'a*']],
    ['region', ['', '-1', 'eu central', 'eu/1']],
    ['profile', ['', '--debug', 'a b', 'a:b']],
    ['secret-file', ['secret', '/a/../b']],
    [
      'host',
      ['', '-h', 'a b', 'a/b', 'a:80', '.a', 'a.', 'a..b', 'http://a', 'a@b', '[::1]', '::1%eth0', 'x'.repeat(300)],
    ],
    [
      'via',
      ['', 'fw', 'netns/', 'netns/-x', 'netns/a b', 'ssh/fw', 'ssh/-o@fw', 'ssh/a@-fw', 'ssh/a@fw;id', 'docker/x'],
    ],
    ['port', ['0', '00', '080', '65536', '-1', '1.5', '22 ', '1e3', 22]],
  ])('refuses %s', (kind, values) => {
    for (const value of values) expect([value, problems(kind, value)]).toEqual([value, ['f']]);
  });

  test('wants exactly the fields, own keys of a plain object', () => {
    const fields = [field('a', 'text'), field('b', 'text')];
    expect(parseParams(fields, { a: '1', b: '2' })).toEqual({ ok: true, params: { a: '1', b: '2' } });
    expect(parseParams(fields, { a: '1' }).ok).toBe(false);
    expect(parseParams(fields, { a: '1', b: '2', c: '3' }).ok).toBe(false);
    expect(parseParams(fields, JSON.parse('{"a":"1","b":"2","__proto__":"x"}')).ok).toBe(false);
    expect(parseParams(fields, Object.create({ a: '1', b: '2' })).ok).toBe(false);
    expect(parseParams([field('toString', 'text')], {}).ok).toBe(false);
    for (const raw of [null, undefined, 'a', 1, [], ['1', '2'], new Map()])
      expect(parseParams(fields, raw).ok).toBe(false);
  });

  test('never throws, and what it accepts cannot be an option, a blank or a step upwards', () => {
    expect.hasAssertions();
    const kinds = fc.constantFrom<ParamKind>('text', 'path', 'secret-file', 'host', 'port');
    fc.assert(
      fc.property(kinds, fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (kind, value) => {
        const parsed = parseParams([field('f', kind)], { f: value });
        if (parsed.ok) expect(parsed.params['f']).toMatch(/^(?!-)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\s"'\\%$\p{C}]+$/u);
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.anything(), (raw) => typeof parseParams([field('f', 'text')], raw).ok === 'boolean'));
  }, 240_000);
});

describe.each(actionTemplates.map((template) => ({ template, id: template.id })))('$id', ({ template }) => {
  test('its examples are acceptable values', () => {
    const raw = Object.fromEntries(template.fields.map(({ name, example }) => [name, example]));
    expect(parseParams(template.fields, raw)).toMatchObject({ ok: true });
  });

  test('it can be undone exactly when it says so, and its quorum can be filled', () => {
    expect(template.steps.undo !== undefined).toBe(template.reversal === 'undo');
    expect(template.quorum.seats.length).toBeLessThanOrEqual(template.quorum.distinct);
  });

  test('it uses no shell, only programs it declares, and no secret in an argument', () => {
    const params = Object.fromEntries(template.fields.map(({ name, example }) => [name, example]));
    const where = { params, actionId: 'a1', sessions: [{ id: '12', label: '' }] };
    for (const step of Object.values(template.steps)) {
      for (const { argv, timeoutMs } of step.commands(where)) {
        // `env NAME=value program` tells a program where its settings are; nothing else may stand between.
        const settings =
          argv[0] === 'env' ? argv.slice(1).findIndex((word) => !/^AWS_[A-Z0-9_]+=[\w./-]+$/.test(word)) : -1;
        const program = settings > 0 ? argv[settings + 1] : argv[0];
        expect(template.programs).toContain(program);
        expect(['sh', 'bash', 'env', 'xargs']).not.toContain(program);
        expect(timeoutMs).toBeGreaterThan(0);
      }
    }
  });
});
