import type {
  ActionTemplate,
  Command,
  Output,
  ParamField,
  Reading,
  StepContext,
} from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { objectOf } from '../gateways/json-body.ts';
import { param } from '../param.ts';
import { isIncomplete } from '../pasted-text.ts';
import { through } from '../via.ts';
import { seenBy, tcpProbe, url } from './zone-probe.ts';

type Outputs = readonly Output[];

function bridge(context: StepContext, title: string, words: readonly string[]): Command {
  return { title, argv: through(param(context, 'switchVia'), ['bridge', ...words]), timeoutMs: 10_000 };
}

function show(context: StepContext): Command {
  return bridge(context, 'Read the VLANs of the port', ['-j', 'vlan', 'show', 'dev', param(context, 'port')]);
}

function tryHost(context: StepContext, name: 'old' | 'forensic'): Command {
  const title =
    name === 'old' ? 'On a host of the old VLAN: try the host' : 'On a host of the quarantine VLAN: try the host';
  return tcpProbe(name, title, param(context, `${name}Via`), url(param(context, 'host'), param(context, 'hostPort')));
}

/** VLANs of the port as `bridge -j vlan show` lists them; undefined when it did not. */
function vlansIn(output: Output | undefined, context: StepContext): readonly number[] | undefined {
  if (output === undefined || isIncomplete(output)) return undefined;
  const [from, to] = [output.text.indexOf('[{'), output.text.lastIndexOf('}]')];
  if (from < 0 || to < from) return undefined;
  let ports: unknown;
  try {
    ports = JSON.parse(output.text.slice(from, to + 2));
  } catch {
    // Text in brackets that is no JSON says nothing.
    return undefined;
  }
  const port = Array.isArray(ports)
    ? ports.map(objectOf).find((one) => one?.['ifname'] === param(context, 'port'))
    : undefined;
  const vlans = port?.['vlans'];
  if (!Array.isArray(vlans)) return undefined;
  return vlans.flatMap((one) => {
    const id = objectOf(one)?.['vlan'];
    return typeof id === 'number' ? [id] : [];
  });
}

const NOT_READ: Reading = { verdict: 'unclear', summary: 'The VLANs of the port could not be read.' };

function readCollect(outputs: Outputs, context: StepContext): Reading {
  const vlans = vlansIn(outputs[0], context);
  return vlans === undefined
    ? NOT_READ
    : {
        verdict: 'done',
        summary: `Kept: the port is in VLAN ${vlans.join(', ')}.`,
        facts: [{ name: 'vlans', value: vlans.join(',') || 'none' }],
      };
}

function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const vlans = vlansIn(outputs[0], context);
  if (vlans === undefined) return NOT_READ;
  // Trap: on a trunk the others go on, and the native VLAN may be one of them.
  if (vlans.length !== 1 || vlans[0] !== Number(param(context, 'vlan')))
    return {
      verdict: 'refused',
      summary: `The port is in VLAN ${vlans.join(', ') || 'none'}, not in ${param(context, 'vlan')} alone: a trunk, or another port.`,
    };
  if (seenBy('old', outputs[1]) !== 'open')
    return {
      verdict: 'refused',
      summary: 'The host is not reached from the old VLAN now, so a later refusal would prove nothing.',
    };
  return {
    verdict: 'ok',
    summary: 'The port can be moved. Look for a second network card of the host: it would stay where it is.',
  };
}

function readApply(outputs: Outputs, context: StepContext): Reading {
  const vlans = vlansIn(outputs.at(-1), context);
  if (vlans === undefined || outputs.some((output) => output.timedOut)) return NOT_READ;
  return vlans.length === 1 && vlans[0] === Number(param(context, 'quarantineVlan'))
    ? { verdict: 'done', summary: 'The port is in the quarantine VLAN alone.' }
    : { verdict: 'failed', summary: `The port is in VLAN ${vlans.join(', ') || 'none'}.` };
}

function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('old', outputs[0]);
  if (way === 'open')
    return {
      verdict: 'passed',
      summary: 'The host is still reached from the old VLAN: a second card, or another port?',
    };
  const vlans = vlansIn(outputs[1], context);
  const moved = vlans?.length === 1 && vlans[0] === Number(param(context, 'quarantineVlan'));
  return way !== 'unclear' && moved
    ? { verdict: 'blocked', summary: 'The host is out of reach from the old VLAN.' }
    : { verdict: 'unclear', summary: 'No proof: no clear answer from the old VLAN, or the port is not moved.' };
}

function readMustWork(outputs: Outputs): Reading {
  const way = seenBy('forensic', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'Forensics reach the host.' };
  return way === 'unclear'
    ? { verdict: 'unclear', summary: 'No clear answer from the quarantine VLAN.' }
    : { verdict: 'blocked', summary: 'Forensics do not reach the host.' };
}

function readResidual(outputs: Outputs, context: StepContext): Reading {
  const vlans = vlansIn(outputs[0], context);
  if (vlans === undefined) return NOT_READ;
  const left = vlans.filter((vlan) => vlan !== Number(param(context, 'quarantineVlan')));
  return left.length === 0 && vlans.length > 0
    ? { verdict: 'none', summary: 'The port is in no other VLAN, so no connection of before goes on.', sessions: [] }
    : {
        verdict: 'live',
        summary: 'The port is in other VLANs, too.',
        sessions: (left.length === 0 ? [0] : left)
          .slice(0, 200)
          .map((vlan) => ({ id: String(vlan), label: `VLAN ${vlan}` })),
      };
}

function move(context: StepContext, from: string, to: string): readonly Command[] {
  const port = param(context, 'port');
  return [
    bridge(context, `Take the port out of VLAN ${from}`, ['vlan', 'del', 'dev', port, 'vid', from]),
    bridge(context, `Put it into VLAN ${to}`, ['vlan', 'add', 'dev', port, 'vid', to, 'pvid', 'untagged']),
    show(context),
  ];
}

function readUndo(outputs: Outputs, context: StepContext): Reading {
  const vlans = vlansIn(outputs.at(-1), context);
  if (vlans === undefined || outputs.some((output) => output.timedOut)) return NOT_READ;
  return vlans.length === 1 && vlans[0] === Number(param(context, 'vlan'))
    ? { verdict: 'done', summary: 'The port is in its VLAN again.' }
    : { verdict: 'failed', summary: `The port is in VLAN ${vlans.join(', ') || 'none'}.` };
}

function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) =>
    /^[1-9]\d{0,3}$/.test(id)
      ? [bridge(context, `Take the port out of ${label}`, ['vlan', 'del', 'dev', param(context, 'port'), 'vid', id])]
      : [],
  );
}

function readKill(outputs: Outputs, context: StepContext): Reading {
  if (context.sessions.length === 0) return { verdict: 'done', summary: 'There was nothing to end.' };
  // bridge says nothing when it succeeds: the look that follows tells.
  return { verdict: 'unclear', summary: 'Read the VLANs of the port again.' };
}

function field(name: string, label: string, kind: ParamField['kind'], hint: string, example: string): ParamField {
  return { name, label, kind, hint, example };
}

const CHANGE_REQUEST = 'Save the configuration of the port and the number of the change request as an exhibit.';

/** N05 (reference PB4): a port into a quarantine VLAN; on a Linux bridge by command, on a switch through its change request. */
export const n05Vlan: ActionTemplate = {
  id: 'N05',
  version: 1,
  title: 'Port into a quarantine VLAN',
  purpose: 'The port of a host leaves its VLAN for one in which only forensics are.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'The port goes back into its VLAN.',
  tested: 'contract',
  targets: ['segment'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius: 'Whatever hangs on the port is cut off, virtual machines behind it too.',
  trap: 'On a trunk the other VLANs go on, the native one unseen. A second network card of the host stays where it is.',
  programs: ['bridge', 'curl', 'ssh'],
  quorum: { distinct: 2, seats: [['commander'], ['containment-lead']] },
  fields: [
    { ...field('switchVia', 'Way to the bridge', 'via', 'Empty: here.', 'ssh/root@sw1.example'), optional: true },
    field('port', 'Port', 'name', 'As the bridge calls it.', 'swp3'),
    field('vlan', 'VLAN now', 'number', 'Undo puts it back.', '10'),
    field('quarantineVlan', 'Quarantine VLAN', 'number', 'Only forensics are in it.', '666'),
    {
      ...field(
        'oldVia',
        'Way to a host of the old VLAN',
        'via',
        'The probe that must fail runs there.',
        'ssh/ir@shop.example',
      ),
      optional: true,
    },
    {
      ...field(
        'forensicVia',
        'Way to a host of the quarantine VLAN',
        'via',
        'The probe that must work runs there.',
        'ssh/ir@forensics.example',
      ),
      optional: true,
    },
    field('host', 'Host on the port', 'host', 'Its address.', '10.20.0.2'),
    field('hostPort', 'A port it answers on', 'port', 'Tried from both sides.', '22'),
  ],
  steps: {
    collect: {
      commands: (context) => [show(context)],
      instructions: () => ['Open the switch.', CHANGE_REQUEST],
      parse: readCollect,
    },
    dryRun: {
      commands: (context) => [show(context), tryHost(context, 'old')],
      instructions: (context) => [
        `Compare the configuration of port ${param(context, 'port')} with VLAN ${param(context, 'vlan')} alone: no trunk, no native VLAN beside it.`,
        'Look for a second network card of the host.',
      ],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => move(context, param(context, 'vlan'), param(context, 'quarantineVlan')),
      instructions: (context) => [
        `Have the change request moved port ${param(context, 'port')} to VLAN ${param(context, 'quarantineVlan')}, access mode.`,
        CHANGE_REQUEST,
      ],
      parse: readApply,
    },
    mustFail: { commands: (context) => [tryHost(context, 'old'), show(context)], parse: readMustFail },
    mustWork: { commands: (context) => [tryHost(context, 'forensic')], parse: readMustWork },
    residual: { commands: (context) => [show(context)], parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: {
      commands: (context) => move(context, param(context, 'quarantineVlan'), param(context, 'vlan')),
      instructions: (context) => [
        `Have port ${param(context, 'port')} moved back to VLAN ${param(context, 'vlan')}.`,
        CHANGE_REQUEST,
      ],
      parse: readUndo,
    },
  },
};
