/** `BHLG`: tells `file(1)` and us what this is. */
export const APPLICATION_ID = 0x42484c47;
export const USER_VERSION = 1;

/**
 * The exact schema of a ledger file, statement by statement as SQLite stores it. Opening compares `sqlite_schema` with this
 * text first, so that a view named like a table cannot feed us rows. The triggers stop our own mistakes, REPLACE included:
 * the third one refuses any insert that is not the next index (reference evidence-formats 11).
 */
export const SCHEMA: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'entry',
    sql: 'CREATE TABLE entry (idx INTEGER PRIMARY KEY, leaf BLOB NOT NULL CHECK (length(leaf) = 32), body BLOB NOT NULL) STRICT',
  },
  { name: 'checkpoint', sql: 'CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT' },
  {
    name: 'head',
    sql: 'CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, subtrees BLOB NOT NULL) STRICT',
  },
  ...guards('entry', 'NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM entry)'),
  ...guards('checkpoint', 'NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoint)'),
];

function guards(table: string, outOfOrder: string): { name: string; sql: string }[] {
  const refuse = "BEGIN SELECT raise(ABORT, 'append-only'); END";
  return [
    { name: `${table}_no_update`, sql: `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}` },
    { name: `${table}_no_delete`, sql: `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}` },
    {
      name: `${table}_is_next`,
      sql: `CREATE TRIGGER ${table}_is_next BEFORE INSERT ON ${table} WHEN ${outOfOrder} ${refuse}`,
    },
  ];
}
