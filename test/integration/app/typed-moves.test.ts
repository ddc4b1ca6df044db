import { afterEach, expect, test } from 'vitest';
import { ConsoleHome } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';

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
