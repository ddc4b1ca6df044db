// First import of every Node entry, and without imports of its own: it has to speak before anything that an old Node
// cannot run is evaluated. better-sqlite3 13 does not refuse Node 20, it crashes in it.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`error: Bulkhead needs Node 24 or later; this is Node ${process.versions.node}\n`);
  process.exit(1);
}
