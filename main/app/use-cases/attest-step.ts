import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { VERDICTS_OF } from '../../../shared/domain/action.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { recordOutcome } from '../effects.ts';
import { begin } from './move-action.ts';

/**
 * Attest mode: a named person says what they did or saw in somebody else's user interface, with the exhibits that show it. The same
 * statechart as for output that is read. A probe that is attested needs an exhibit: a word alone proves nothing (reference C0).
 */
export async function attestStep(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.attest>,
): Promise<Recorded> {
  const { seat, incident, action } = begin(desk, session, input);
  const effect = action.open;
  if (!effect || effect.effect !== input.effect || effect.mode !== 'attest')
    fail('EFFECT_UNKNOWN', 'no step of this action waits for a statement under that id');
  if (!VERDICTS_OF[effect.step].includes(input.verdict))
    fail('BAD_INPUT', `${effect.step} ends in one of ${VERDICTS_OF[effect.step].join(', ')}`, ['verdict']);
  const known = incident.state.file.exhibits.map(({ exhibit }) => exhibit);
  const unknown = input.exhibits.filter((exhibit) => !known.includes(exhibit));
  if (unknown.length > 0) fail('BAD_INPUT', `there is no exhibit ${unknown.join(', ')}`, ['exhibits']);
  const probes = ['mustFail', 'mustWork', 'residual'].includes(effect.step) && input.verdict !== 'unclear';
  if (probes && input.exhibits.length === 0)
    fail('BAD_INPUT', 'a probe that is attested needs an exhibit that shows it', ['exhibits']);
  const reading = {
    verdict: input.verdict,
    summary: input.statement,
    sessions: input.verdict === 'live' ? [{ id: 'attested', label: input.statement }] : [],
    facts: [
      { name: 'attested by', value: seat.name },
      ...(input.exhibits.length === 0 ? [] : [{ name: 'exhibits', value: input.exhibits.join(', ') }]),
    ],
  };
  const recorded = await recordOutcome(desk, incident, action, effect, [], reading, seat);
  return { recorded, sealed: incident.writer.size };
}
