import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { m07VectorStore } from '../../../../playbooks/actions/stores/m07-vector-store.ts';
import { RigProcesses } from '../../../../main/hosts/cli/demo/rig/rig-processes.ts';
import { missingForPostgresRig, startPostgresRig, type PostgresRig } from '../../../support/rigs/postgres-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForPostgresRig();
if (missing.length > 0) console.warn(`M07 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('M07 against a real PostgreSQL', () => {
  const folder = temporaryFolder('m07');
  const processes = new RigProcesses();
  let rig: PostgresRig;
  let drive: Drive;
  let params: Record<string, string>;
  const driveWith = (other: Readonly<Record<string, string>>): Drive =>
    new Drive(m07VectorStore, { ...rig, params: { ...params, ...other } });

  beforeAll(async () => {
    await chmod(folder.path, 0o711);
    rig = await startPostgresRig(folder.path);
    // The application role owns the table, as it mostly does.
    await rig.sql(
      'CREATE TABLE embeddings (id int, tenant text, vector float[]);',
      "INSERT INTO embeddings SELECT n, CASE WHEN n % 3 = 0 THEN 'bank-a' ELSE 'bank-b' END, ARRAY[n, n] FROM generate_series(1, 30) n;",
      'ALTER TABLE embeddings OWNER TO "svc_recommender";',
      'GRANT CREATE ON SCHEMA public TO "svc_recommender";',
    );
    params = {
      host: '127.0.0.1',
      port: String(rig.port),
      database: 'postgres',
      schema: 'public',
      table: 'embeddings',
      tenantColumn: 'tenant',
      tenantSetting: 'app.tenant',
      ownTenant: 'bank-a',
      appRole: 'svc_recommender',
      appPassword: join(folder.path, 'svc.pass'),
      adminUser: 'ir_admin',
      adminPassword: join(folder.path, 'admin.pass'),
      sealedFile: join(folder.path, 'embeddings.dump'),
    };
    drive = driveWith({});
  }, 240_000);
  afterAll(async () => {
    await processes.stop();
    await rig?.stop();
    folder.remove();
  });

  test('before: one tenant reads the rows of another', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect((await drive.step('collect')).reading).toMatchObject({ verdict: 'done' });
    expect((await drive.step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'rows of others readable before', value: '20' },
        { name: 'row security before', value: 'off, not for the owner' },
        { name: 'owner', value: 'svc_recommender' },
        { name: 'views that read past it', value: 'none' },
      ],
    });
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test.each([
    ['a table that is not there', { table: 'nothing' }],
    ['a role no policy binds', { appRole: 'ir_admin', appPassword: 'admin.pass' }],
    ['a tenant without rows', { ownTenant: 'bank-z' }],
    ['an administrator without the right', { adminUser: 'svc_checkout', adminPassword: 'control.pass' }],
  ])('the dry run refuses %s', async (_what, other) => {
    const full = Object.entries(other).map(
      ([name, value]) => [name, value.endsWith('.pass') ? join(folder.path, value) : value] as const,
    );
    expect(await driveWith(Object.fromEntries(full)).verdict('dryRun')).toBe('refused');
  });

  test('the trap: ENABLE without FORCE, the owner still reads both tenants', async () => {
    await rig.sql(
      "CREATE POLICY own ON embeddings USING (tenant = current_setting('app.tenant', true));",
      'ALTER TABLE embeddings ENABLE ROW LEVEL SECURITY;',
    );
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test('a table held in an open transaction is not waited for; the holder is found and ended', async () => {
    const login = `host=127.0.0.1 port=${rig.port} user=svc_recommender dbname=postgres`;
    const reader = processes.start(['psql', '-X', '-A', '-t', '-W', login], '/');
    const heard = new Promise<void>((resolve) => {
      reader.stdout?.on('data', () => resolve());
    });
    reader.stdin?.write(await readFile(join(folder.path, 'svc.pass')));
    reader.stdin?.write('BEGIN; DECLARE c CURSOR FOR SELECT * FROM embeddings; FETCH 1 FROM c;\n');
    await heard;
    expect(await drive.verdict('apply')).toBe('failed');
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('residual')).toBe('live');
    expect(await drive.verdict('killSessions')).toBe('done');
    expect(await drive.verdict('residual')).toBe('none');
  });

  test('apply: nothing of others, nothing without a tenant, the own rows as before', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    // Twice is once: undo still knows what was before.
    expect(await drive.verdict('apply')).toBe('done');
  });

  test('a policy that permits everything does not open it again; a view of a superuser is reported', async () => {
    await rig.sql('CREATE POLICY wide ON embeddings USING (true);');
    expect(await drive.verdict('mustFail')).toBe('blocked');
    await rig.sql('CREATE VIEW everything AS SELECT * FROM embeddings;');
    const { reading } = await drive.step('mustFail');
    expect(reading).toMatchObject({ verdict: 'unclear' });
    expect(reading.summary).toContain('everything');
    await rig.sql('DROP VIEW everything;');
  });

  test('the same without FORCE is not called blocked, even if this role reads nothing of others', async () => {
    await rig.sql(
      'ALTER TABLE embeddings OWNER TO ir_admin;',
      'ALTER TABLE embeddings NO FORCE ROW LEVEL SECURITY;',
      'GRANT SELECT ON embeddings TO "svc_recommender";',
    );
    expect(await drive.verdict('mustFail')).toBe('unclear');
    await rig.sql(
      'ALTER TABLE embeddings OWNER TO "svc_recommender";',
      'ALTER TABLE embeddings FORCE ROW LEVEL SECURITY;',
    );
  });

  test('undo brings back exactly what was before', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    const flags = await rig.sql(
      "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'embeddings';",
      "SELECT policyname FROM pg_policies WHERE tablename = 'embeddings' ORDER BY 1;",
    );
    expect(flags.trim().split('\n')).toEqual(['t|f', 'own', 'wide']);
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test('no secret is in any output or argument', async () => {
    const files = ['admin', 'svc'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive, files, ['collect', 'dryRun', 'mustFail', 'apply', 'residual', 'undo'])).toEqual(
      [],
    );
  });

  test('a server that is down gives no proof of anything', async () => {
    await rig.stop();
    const steps = ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply', 'undo', 'killSessions'] as const;
    expect(await distinctVerdicts(drive, steps)).toEqual(['unclear']);
  });
});
