import { type ActionTemplate, STEP_NAMES } from '../../shared/domain/action.ts';
import { canonical } from '../../shared/ledger/canonical.ts';
import { toHex, utf8 } from '../../shared/ledger/encoding.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { actionMachine } from '../../playbooks/kit/action-machine.ts';
import type { Playbook } from '../../playbooks/kit/playbook.ts';

/** What a run pins: the statechart as data with its texts. A guard's code is covered by the version, which is part of it. */
export function pinPlaybook(sha256: Primitives['sha256'], playbook: Playbook): Pinned {
  const { id, version, title, states, moves, actions, subject = [] } = playbook;
  const config: unknown = JSON.parse(JSON.stringify(playbook.machine.config));
  return { id, version, digest: digestOf(sha256, { id, version, title, config, states, moves, actions, subject }) };
}

/** What an action pins: its declaration, the very commands it would give for its example values, and the statechart it goes through. */
export function pinTemplate(sha256: Primitives['sha256'], template: ActionTemplate): Pinned {
  const { id, version, title, risk, reversal, quorum, fields, targets, modes } = template;
  const { leaseMs = null, needsHold = false, breakGlass = false, offeredBy } = template;
  const params = Object.fromEntries(fields.map((field) => [field.name, field.example]));
  const context = { params, actionId: 'act-0000000000000000', sessions: [{ id: '1', label: 'example' }] };
  const commands = STEP_NAMES.map((step) => ({
    step,
    commands: template.steps[step]?.commands(context) ?? [],
    instructions: template.steps[step]?.instructions?.(context) ?? [],
  }));
  return {
    id,
    version,
    digest: digestOf(
      sha256,
      JSON.parse(
        JSON.stringify({
          id,
          version,
          title,
          risk,
          reversal,
          quorum,
          fields,
          targets,
          modes,
          leaseMs,
          needsHold,
          breakGlass,
          ...(offeredBy ? { offeredBy } : {}),
          commands,
          statechart: actionMachine.config,
        }),
      ),
    ),
  };
}

function digestOf(sha256: Primitives['sha256'], value: unknown): string {
  return toHex(sha256(utf8(canonical(value))));
}
