// A process of its own, as after a start: signs in, opens the incident, says how long each took. One JSON line.
import { createRouterClient } from '@orpc/server';
import { composeApp } from '../../main/hosts/compose.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import { passphrase } from '../support/setup-input.ts';

const [home = '', incident = '', fingerprint = ''] = process.argv.slice(2);
const app = await composeApp({ home, host: 'cli', kdfLogN: 10 });
const client = createRouterClient(app.router, { context: { session: app.openSession() } });
await client.session.unlock({ fingerprint, passphrase });
const cpu = process.cpuUsage();
const began = performance.now();
const view = await client.incident.view({ incident: incident as IncidentId });
const viewed = performance.now();
const used = process.cpuUsage(cpu);
const page = await client.incident.timeline({
  incident: incident as IncidentId,
  from: view.revision - 200,
  count: 200,
});
const paged = performance.now();
const again = await client.incident.view({ incident: incident as IncidentId });
const refreshed = performance.now();
process.stdout.write(
  JSON.stringify({
    entries: page.total,
    view: viewed - began,
    cpu: (used.user + used.system) / 1000,
    page: paged - viewed,
    again: refreshed - paged,
    same: again.revision === view.revision,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
  }),
);
await app.close();
