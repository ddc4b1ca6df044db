import { describe, expect, test } from 'vitest';
import type { Output, StepContext, StepName } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';

// What is driven at a gateway, through a way to it.
const remote = ['N07', 'N08', 'N09', 'N10', 'N11', 'M06', 'K14'].flatMap((id) => {
  const template = findTemplate(id);
  return template?.fields.some(({ name }) => name === 'via') ? [template] : [];
});

describe.each(remote.map((template) => [template.id, template] as const))(
  '%s at a gateway on another host',
  (_id, template) => {
    const context: StepContext = {
      params: Object.fromEntries(template.fields.map(({ name, example }) => [name, example])),
      actionId: 'act-1',
      sessions: ['192.0.2.7:4711', '4711'].map((id) => ({ id, label: '' })),
    };
    const steps = Object.entries(template.steps) as [StepName, (typeof template.steps)[StepName]][];

    test('probes are made from here, everything else runs there', () => {
      const argv = steps.flatMap(([, step]) => step?.commands(context) ?? []).map((command) => command.argv);
      const here = argv.filter(([program]) => program !== 'ssh');
      expect(here.length).toBeGreaterThan(0);
      expect(argv.length).toBeGreaterThan(here.length);
      for (const [program, ...words] of here) {
        expect(program).toBe('curl');
        expect(words.join(' ')).not.toContain('squid-internal-mgr');
      }
    });

    test('with no way there nothing counts as done, blocked or over', () => {
      const lost: Output = {
        text: 'ssh: connect to host gw-1.example port 22: Connection refused\n',
        exit: 255,
        timedOut: false,
      };
      for (const [name, step] of steps) {
        const outputs = step?.commands(context).map(() => lost) ?? [];
        expect([name, step?.parse(outputs, context).verdict]).toEqual([name, 'unclear']);
      }
    });
  },
);
