import type { z } from 'zod';
import { findScenario } from '../../../playbooks/scenarios/registry.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { exerciseInputs } from '../../../shared/contract/exercise-inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { readMsel } from '../../../shared/exercise/read-msel.ts';
import type { Scenario } from '../../../shared/domain/scenario.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';
import { fromBase64, utf8 } from '../../../shared/ledger/encoding.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { keepBytes } from '../keep-bytes.ts';
import { indexOf, type OpenIncident } from '../open-incident.ts';

type Input = z.infer<typeof exerciseInputs.start>;

/**
 * The person who asks facilitates from here on; minutes of the script count from this entry. The script goes to the vault as it
 * is, so that the record can be judged without this console. Throws STEP_NOT_POSSIBLE, BAD_INPUT, FILE_NOT_TAKEN with every fault of a file.
 */
export async function scriptExercise(
  desk: Desk,
  session: Session,
  { incident, script, automatic }: Input,
): Promise<Recorded> {
  requireUnscripted(desk.incident(incident));
  const scenario = 'scenario' in script ? known(script.scenario) : fromFile(script);
  const bytes = utf8(canonical(scenario));
  const open = desk.incident(incident);
  const sha256 = await keepBytes(desk, open, bytes);
  // Asked again: keeping took a moment.
  const seat = desk.sessions.acting(session);
  requireUnscripted(open);
  const { id, version, title } = scenario;
  const { fingerprint: facilitator } = seat.signer;
  const body = { scenario: id, version, title, sha256, size: bytes.length, facilitator };
  const entries = open.append({
    by: seat.signer,
    entries: [
      { kind: 'exercise.scripted', body },
      ...(automatic ? [{ kind: 'exercise.automated', body: { on: true } } as const] : []),
    ],
  });
  return { recorded: indexOf(entries, 'exercise.scripted'), sealed: open.writer.size };
}

function requireUnscripted({ state }: OpenIncident): void {
  if (!state.file.exercise) fail('STEP_NOT_POSSIBLE', 'only an exercise is played by a script');
  if (state.file.drill.view((key) => key)) fail('STEP_NOT_POSSIBLE', 'this exercise has its script already');
}

function known(id: string): Scenario {
  return findScenario(id) ?? fail('BAD_INPUT', `this console has no scenario ${id}`, ['script']);
}

function fromFile({ title, csv }: Extract<Input['script'], { readonly csv: string }>): Scenario {
  const read = readMsel(title, fromBase64(csv) ?? new Uint8Array());
  if ('problems' in read) return fail('FILE_NOT_TAKEN', 'the list of injects was not taken', read.problems);
  return read.scenario;
}
