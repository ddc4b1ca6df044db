import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR } from '../../../shared/domain/instant.ts';
import type { ActionId, AssetId, RunId } from '../../../shared/domain/ids.ts';
import { orderedByHand, saidWell } from '../../support/attested-containment.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { PlayedRun } from '../../support/played-run.ts';

// PB2 to its last state: what it offers beside the straight way.
let home: ConsoleHome;
let run: PlayedRun;
let model: AssetId;

beforeEach(async () => {
  home = await ConsoleHome.create();
  const incident = await home.declare();
  await home.ada.incident.addAsset({
    incident,
    asset: { type: 'model', name: 'risk-scorer', owner: '', criticalFunction: 'yes' },
  });
  const started = await home.ada.run.start({ incident, playbook: 'PB2' });
  run = new PlayedRun(home, incident, started.run as RunId);
  model = (await run.view()).assets[0]?.id as AssetId;
});
afterEach(() => home.remove());

const suspect = (file: string) =>
  run.drafted({
    target: model,
    template: 'M10',
    mode: 'attest',
    params: [
      { name: 'resultFile', value: `/srv/ir/${file}.tsv` },
      { name: 'baseControl', value: 'public-base' },
    ],
  });

async function compared(file: string): Promise<ActionId> {
  const action = await suspect(file);
  await home.ada.action.dryRun({ incident: run.incident, action });
  await saidWell(run, action);
  await run.approve(action, 'apply');
  await orderedByHand(run, action, 'apply');
  return action;
}

const shown = async () => (await run.view()).runs[0];
const moveShown = async (event: string) => (await shown())?.moves.find((move) => move.event === event);

test('a second suspect is compared with the same model, once the first answer is there', async () => {
  const first = await compared('first');
  // It only read: there is nothing to undo.
  expect((await run.look(first)).moves).toEqual(['reprobe']);
  await suspect('second');
  await expect(suspect('third')).rejects.toMatchObject({ message: expect.stringContaining('under way') as string });
});

test('a false alarm is closed from the approvals, with nothing left drafted', async () => {
  await run.moves(['IDENTIFIED', '', 'risk-scorer 4.2'], ['HOLD_NOT_NEEDED', '', 'nothing is deleted']);
  const action = await suspect('first');
  expect((await moveShown('NOTHING_TO_CUT'))?.blockedBy).toContain('withdrawn');
  await home.ada.action.withdraw({ incident: run.incident, action, reason: 'not needed' });
  await run.moves(['NOTHING_TO_CUT', '', 'the file was another model'], ['CLOSE', '', 'nothing remains']);
  expect(await shown()).toMatchObject({ current: 'closed', closed: true });
});

test('choices that would be refused are not open, nobody is told where there is nobody, and a weekly check is recorded when it is due', async () => {
  await compared('first');
  await run.moves(['IDENTIFIED', '', 'risk-scorer 4.2'], ['HOLD_NOT_NEEDED', '', 'nothing is deleted'], ['CUT']);
  expect(await moveShown('TRUST_REMOVED')).toMatchObject({
    blockedBy: null,
    choices: [
      { value: 'proven', open: false },
      { value: 'none', open: true },
    ],
    needs: expect.stringContaining('At least one M05') as string,
  });
  const none = (event: string) => [event, 'none', 'there is none'] as const;
  await run.moves(
    ...['ALIAS_WITHDRAWN', 'SERVING_STOPPED', 'ARTEFACTS_QUARANTINED', 'TRUST_REMOVED', 'DENY_LIST_IN_FORCE'].map(none),
    ['DERIVED_SETTLED', '', 'no store'],
  );
  await expect(run.moves(['CONSUMERS_ACKNOWLEDGED', 'proven', 'all'])).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
  });
  await run.moves(none('CONSUMERS_ACKNOWLEDGED'), ['WATCH_SET', '', 'Cleo'], none('TAKEDOWN_DONE'));
  expect((await moveShown('COPY_CHECKED'))?.blockedBy).toContain('not due yet');
  home.clock.advance(7 * 24 * HOUR);
  await run.moves(['COPY_CHECKED', '', 'three hubs searched']);
  expect((await shown())?.watch.slice(0, 2)).toMatchObject([{ state: 'clean' }, { state: 'ahead' }]);
  expect((await moveShown('COPY_CHECKED'))?.blockedBy).not.toBeNull();
  await run.moves(['CLOSE', '', 'weekly checks by Cleo']);
  expect((await shown())?.closed).toBe(true);
});
