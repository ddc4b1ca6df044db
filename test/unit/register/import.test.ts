import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../main/app/register/read-yaml.ts';
import type { Asset, Credential } from '../../../shared/domain/asset.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { readCsv, writeCsv } from '../../../shared/register/csv.ts';
import type { RegisterKind } from '../../../shared/register/field.ts';
import { fileText } from '../../../shared/register/file-text.ts';
import { planImport, type Existing, type PlanRow } from '../../../shared/register/plan-import.ts';
import { guessKind, guessMapping, type Sheet } from '../../../shared/register/sheet.ts';

const rowsOf = (text: string): readonly (readonly string[])[] => {
  const read = readCsv(text);
  if ('why' in read) throw new Error(read.why);
  return [read.header, ...read.rows.map(({ cells }) => cells)];
};

/** A register that takes in what a plan says, as the ledger would. */
class Register {
  assets: Asset[] = [];
  credentials: Credential[] = [];
  #next = 1;
  busy: string | null = null;

  plan(...sheets: readonly Sheet[]): readonly PlanRow[] {
    const id = (): string => (this.#next++).toString(16).padStart(16, '0');
    const existing: Existing = {
      assets: this.assets,
      credentials: this.credentials,
      entities: [{ id: 'ent-0000000000000001', name: 'Nordlicht GmbH' } as never],
      templates: ['K11', 'K12', 'K18'],
      fresh: { asset: () => `ast-${id()}`, credential: () => `crd-${id()}` },
      busy: () => this.busy,
    };
    return planImport(
      sheets.map((sheet) => ({ ...sheet, mapping: guessMapping(sheet.what, sheet.header) })),
      existing,
    );
  }

  take(rows: readonly PlanRow[]): void {
    for (const row of rows) {
      if (row.status !== 'new' && row.status !== 'changed') continue;
      const { id } = row.record;
      if (row.what === 'assets') this.assets = [...this.assets.filter((one) => one.id !== id), row.record as Asset];
      else this.credentials = [...this.credentials.filter((one) => one.id !== id), row.record as Credential];
    }
  }
}

const csv = (text: string, what?: RegisterKind): Sheet => {
  const read = readCsv(text);
  if ('why' in read) throw new Error(read.why);
  return { what: what ?? guessKind(read.header), header: read.header, rows: read.rows };
};
const statuses = (rows: readonly PlanRow[]): readonly string[] => rows.map(({ status }) => status);
const faults = (rows: readonly PlanRow[]): readonly string[] =>
  rows.flatMap((row) =>
    row.status === 'refused' ? row.faults.map(({ field, message }) => `${row.line} ${field}: ${message}`) : [],
  );

describe('CSV', () => {
  test.each([
    [
      'commas',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons, and commas inside',
      'a;b\n"1,5";2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes, quoted quotes, line breaks inside',
      'a,b\n"x ""y""","1\r\n2"\n',
      [
        ['a', 'b'],
        ['x "y"', '1\n2'],
      ],
    ],
    [
      'empty lines and old line ends',
      'a,b\r\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a separator in a quoted heading does not count',
      '"a;b;c;d",e\n1,2',
      [
        ['a;b;c;d', 'e'],
        ['1', '2'],
      ],
    ],
  ])('%s', (_what, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  test('lines are counted as an editor counts them', () => {
    const read = readCsv('a,b\n"1\n1",2\n3\n');
    expect('rows' in read && read.rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, null],
      [4, 'has 1 cells, the first row has 2'],
    ]);
  });

  test.each([
    ['nothing', '', 1],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', 2],
    ['text behind a quote', 'a,b\n"1"x,2\n', 2],
    ['too many rows', `a\n${'1\n'.repeat(2001)}`, 2002],
    ['too many columns', Array.from({ length: 101 }, (_, n) => `c${n}`).join(','), 1],
  ])('%s is refused with its line', (_what, text, line) => {
    expect(readCsv(text)).toMatchObject({ line });
  });

  test('any table comes back as it was written', () => {
    const cell = fc
      .oneof(fc.stringMatching(/^[ab"',;\t\n ]*$/), fc.string({ maxLength: 6 }))
      .map((text) => text.replaceAll('\r', ''));
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))
      .filter((rows) => rows.length > 0);
    fc.assert(
      fc.property(table, (rows) => {
        const header = (rows[0] ?? []).map((_, column) => `column ${column}`);
        const said = rows.filter((cells) => cells.some((text) => text.trim() !== ''));
        expect(rowsOf(writeCsv([header, ...rows]))).toEqual([header, ...said]);
      }),
    );
  });

  test('any text gives rows or one reason with its line, and any rows give a plan', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(name|type|label|[",;\n\r x1])*$/));
    fc.assert(
      fc.property(text, (some) => {
        const read = readCsv(some);
        if ('why' in read) {
          expect(read.line).toBeGreaterThan(0);
          return;
        }
        for (const what of ['assets', 'credentials'] as const)
          expect(new Register().plan({ what, header: read.header, rows: read.rows })).toHaveLength(read.rows.length);
      }),
    );
  });
});

describe('bytes', () => {
  test('a mark in front is taken off', () => {
    expect(fileText(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('name')))).toEqual({ text: 'name' });
  });
  test.each([
    ['little-endian with mark', Uint8Array.of(0xff, 0xfe, 0x6e, 0)],
    ['big-endian with mark', Uint8Array.of(0xfe, 0xff, 0, 0x6e)],
    ['without mark', Uint8Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 0x6e : 0))],
  ])('UTF-16 %s is told', (_what, bytes) => {
    expect(fileText(bytes)).toMatchObject({ why: expect.stringContaining('UTF-16') as string });
  });
  test('what is neither is told', () => {
    expect(fileText(Uint8Array.of(0x6e, 0xfc))).toMatchObject({ why: expect.stringContaining('not UTF-8') as string });
    expect(fileText(Uint8Array.of(1, 0, 2))).toMatchObject({ why: 'this is no text file' });
  });
});

describe('YAML', () => {
  test('records, both kinds, lists, nested model fields; numbers and truths stay texts', () => {
    const read = readYaml(
      'assets:\n  - name: scoring\n    type: model\n    sizeBytes: 0x10\n    model: {aliases: [a, b]}\n    owner: ~\ncredentials:\n  - label: key\n    canMint: yes\n',
      'assets',
    );
    expect(read).toEqual({
      sheets: [
        {
          what: 'assets',
          header: ['name', 'type', 'sizeBytes', 'aliases', 'owner'],
          rows: [{ line: 2, cells: ['scoring', 'model', '0x10', 'a\nb', ''], fault: null }],
        },
        { what: 'credentials', header: ['label', 'canMint'], rows: [{ line: 8, cells: ['key', 'yes'], fault: null }] },
      ],
    });
  });

  test.each([
    ['an anchor', '- &a {name: x}\n- *a\n', 1],
    ['an alias bomb', 'a: &a [x]\nb: [*a,*a]\n', 1],
    ['a tag', '- name: !!js/function "x"\n', 1],
    ['a key twice', '- name: x\n  name: y\n', 2],
    ['another shape', 'servers:\n  - name: x\n', 1],
    ['two documents', '- name: x\n---\n- name: y\n', 2],
    ['nesting without end', '['.repeat(60_000), 1],
  ])('%s is refused', (_what, text) => {
    expect(readYaml(text, 'assets')).toHaveProperty('why');
  });

  test('any text gives sheets or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^([-a:\n {}[\],&*!|>"']|name)*$/)), (some) => {
        const read = readYaml(some, 'assets');
        expect('why' in read || read.sheets.length > 0).toBe(true);
      }),
    );
  });
});

describe('an import', () => {
  const inventory = [
    'Asset;Category;Team;Critical;Dependencies;Service',
    'Shop;woocommerce;E-commerce;yes;API gateway;Checkout',
    'API gateway;gateway;;yes;;Checkout',
  ].join('\n');

  test('guesses the columns of an everyday inventory', () => {
    expect(guessMapping('assets', ['Asset', 'Category', 'Team', 'Critical', 'Dependencies', 'Cost centre'])).toEqual([
      'name',
      'type',
      'owner',
      'criticalFunction',
      'dependsOn',
      '',
    ]);
    expect(guessKind(['name', 'kind', 'canMint', 'last use'])).toBe('credentials');
  });

  test('registers rows that refer to each other in any order, and nothing twice', () => {
    const register = new Register();
    const first = register.plan(csv(inventory));
    expect(statuses(first)).toEqual(['new', 'new']);
    register.take(first);
    const [shop, gateway] = ['Shop', 'API gateway'].map((name) => register.assets.find((one) => one.name === name));
    expect(shop?.dependsOn).toEqual([gateway?.id]);
    expect(statuses(register.plan(csv(inventory)))).toEqual(['same', 'same']);
  });

  test('corrects what is said anew and leaves the rest', () => {
    const register = new Register();
    register.take(register.plan(csv(inventory)));
    const rows = register.plan(csv('name,type,owner\nshop,shop.woocommerce,Sales\nAPI gateway,gateway,\n'));
    expect(rows).toEqual([
      expect.objectContaining({
        status: 'changed',
        changes: [{ field: 'owner', before: 'E-commerce', after: 'Sales' }],
      }),
      expect.objectContaining({ status: 'same' }),
    ]);
    register.take(rows);
    expect(register.assets.find(({ owner }) => owner === 'Sales')).toMatchObject({ businessFunction: 'Checkout' });
  });

  test('says what is wrong, where, and how it is written right', () => {
    const rows = new Register().plan(
      csv(
        'name,type,critical,cidr,digest\nA,mainframe,maybe,,\n,model,,,\nB,segment,,10.0.0.0/40,\nC,database,,,sha256:1\n',
      ),
    );
    expect(faults(rows)).toEqual([
      expect.stringContaining('2 type: “mainframe” is none of'),
      '2 criticalFunction: write yes, no or unknown',
      '3 name: is missing',
      '4 cidrs: “10.0.0.0/40” is no address range like 10.20.0.0/16',
      '5 digest: write sha256: and 64 hex digits in lower case',
    ]);
  });

  test('takes no secret in', () => {
    const rows = new Register().plan(csv('label,template,consumers\nkey,K18,password=hunter2hunter2\n'));
    expect(faults(rows)).toEqual([expect.stringContaining('never the secret')]);
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  test('refuses what refers to a refused row, through any number of rows', () => {
    const rows = new Register().plan(csv('name,type,dependsOn\nA,gateway,B\nB,gateway,C\nC,nothing,\nD,gateway,\n'));
    expect(statuses(rows)).toEqual(['refused', 'refused', 'refused', 'new']);
    expect(faults(rows)).toContain('2 : refers to “B”, whose row is refused');
  });

  test('refuses the second row for one thing, and a name that two records have', () => {
    const register = new Register();
    const twins = csv('name,type\nA,gateway\na ,gateway\nA,database\n');
    const rows = register.plan(twins);
    expect(faults(rows)).toEqual(['3 name: stands in line 2 already']);
    register.take(rows);
    expect(faults(register.plan(csv('name,type,dependsOn\nB,gateway,A\n')))).toEqual([
      expect.stringContaining('more than one asset is called so'),
    ]);
  });

  test('a kind says how a credential is revoked; one under way is not changed', () => {
    const register = new Register();
    const rows = register.plan(csv('label,kind,canMint\nroot CA,TLS certificate,yes\nnas,nothing known,no\n'));
    expect(rows[0]).toMatchObject({ status: 'new', record: { template: 'K11', canMint: true } });
    expect(rows[1]).toMatchObject({ status: 'refused' });
    register.take(rows);
    register.busy = 'withdraw the action first';
    expect(faults(register.plan(csv('label,issues\nroot CA,yes\n', 'credentials')))).toEqual([
      '2 template: withdraw the action first',
    ]);
  });

  test('what was imported is the same the next time, whatever it was', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,12}[a-z]$/);
    const row = fc.tuple(
      word,
      fc.constantFrom('gateway', 'model', 'segment'),
      fc.constantFrom('', 'yes', 'no', '?'),
      fc.constantFrom('', '2026-11-22', '2026-11-22T02:10+01:00'),
      fc.constantFrom('', 'a\nb', 'https://x.example;https://y.example'),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const sheet = csv(writeCsv([['name', 'type', 'critical', 'lastSeen', 'endpoints'], ...rows]), 'assets');
        const register = new Register();
        register.take(register.plan(sheet));
        expect(register.plan(sheet).filter(({ status }) => status === 'new' || status === 'changed')).toEqual([]);
      }),
    );
  });
});
