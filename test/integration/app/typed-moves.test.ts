import { afterEach, expect, test } from 'vitest';
import type { RunId } from '../../../shared/domain/ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';
import { PlayedRun } from '../../support/played-run.ts';

let home: ConsoleHome;
afterEach(() => home.remove());

// What is only still to be typed holds no move back on the screen; what was typed is judged when it is sent.
test('a move that asks for numbers is offered, and refused with what it needs until they are there', async () => {
  home = await ConsoleHome.create();
  const run = await Containment.start(home, {});
  const blockedBy = async (event: string) =>
    (await run.view()).runs[0]?.moves.find((move) => move.event === event)?.blockedBy;
  expect(await blockedBy('BUSINESS_IMPACT')).toBeNull();
  expect(await blockedBy('CLOSE')).not.toBeNull();
  await expect(run.moves(['BUSINESS_IMPACT', '', 'few orders'])).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
    message: expect.stringContaining('as 12/40/60') as string,
  });
  await run.moves(['BUSINESS_IMPACT', '', '12/40/60']);
  expect(await blockedBy('RECOVERED')).toBeNull();
  await run.moves(['RECOVERED', '', '38/40/60']);
});

test('the evidence of ten controls is asked for side by side, and said in one line', async () => {
  home = await ConsoleHome.create();
  const incident = await home.declare();
  const { run } = await home.ada.run.start({ incident, playbook: 'PB6' });
  const recovery = new PlayedRun(home, incident, run as RunId);
  await recovery.moves(['LOCKOUT_STATED', 'ordered', 'all shops off'], ['DEMANDS_MAPPED', '', 'all of them']);
  const waits = async () => (await recovery.view()).waiting.find(({ title }) => title.startsWith('PB6'))?.detail;
  expect(await waits()).toBe('10 planned');
  const shown = ['CONTROL_NEXT', 'c1', 'as entry #3 shows'] as const;
  await recovery.moves(shown);
  expect(await waits()).toBe('1 implemented, 9 planned');
  await expect(recovery.moves(shown, ['CONTROL_NEXT', 'c1', 'looks good'])).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
  });
  await recovery.moves(shown, shown);
  expect(await waits()).toBe('1 verified, 9 planned');
});
