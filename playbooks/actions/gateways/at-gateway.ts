import type { Command, ParamField, Step, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';

export const viaField: ParamField = {
  name: 'via',
  label: 'Way to the gateway',
  kind: 'via',
  hint: 'ssh/USER@HOST; empty when it is this machine. Probes are made from here.',
  example: 'ssh/root@gw-1.example',
  optional: true,
};

/** Asked on the gateway itself: only that machine may ask the cache manager of Squid. */
const FROM_THERE = '/squid-internal-mgr/';

/** A probe is made from here, as a client would: everything else happens where the gateway is. */
function isProbe({ argv }: Command): boolean {
  return argv[0] === 'curl' && !argv.some((word) => word.includes(FROM_THERE));
}

/** The steps of an action whose files and programs are on the gateway, which may be another host. */
export function atGateway<Steps extends Readonly<Record<string, Step>>>(steps: Steps): Steps {
  const entries = Object.entries(steps).map(([name, step]): [string, Step] => [
    name,
    { ...step, commands: (context) => step.commands(context).map((command) => sent(command, context)) },
  ]);
  return Object.fromEntries(entries) as Steps;
}

function sent(command: Command, context: StepContext): Command {
  return isProbe(command) ? command : { ...command, argv: through(param(context, 'via'), command.argv) };
}
