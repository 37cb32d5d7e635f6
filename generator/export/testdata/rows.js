// Reads a data package and all rows of its tables as other programs do, and says what
// is wrong. node rows.js NODE_MODULES DATAPACKAGE.JSON
const path = require("path");
const [modules, file] = process.argv.slice(2);
const { Package } = require(path.resolve(modules, "datapackage"));
const { Table } = require(path.resolve(modules, "tableschema"));
const wrong = [];

async function main() {
  const pack = await Package.load(file);
  for (const e of pack.errors) wrong.push("package: " + e.message);
  const keys = {}; // of each table: what stands in its key, if that is one column
  const tables = [];
  for (const r of pack.resources) {
    const d = r.descriptor;
    const at = path.join(path.dirname(file), d.path);
    const table = await Table.load(at, { schema: d.schema, strict: true });
    const rows = await table.read({ keyed: true, forceCast: true });
    for (const row of rows) {
      if (row instanceof Error) wrong.push(`${d.name}, row ${row.rowNumber}: ${[row, ...(row.errors || [])].map((e) => e.message).join("; ")}`);
    }
    tables.push({ d, rows: rows.filter((row) => !(row instanceof Error)) });
    if (d.schema.primaryKey.length === 1) keys[d.name] = new Set(rows.map((row) => row[d.schema.primaryKey[0]]));
    console.log(`${d.name} ${rows.length}`);
  }
  for (const { d, rows } of tables) {
    for (const k of d.schema.foreignKeys || []) {
      for (const row of rows) {
        const v = row[k.fields[0]];
        if (v !== null && !keys[k.reference.resource].has(v)) wrong.push(`${d.name}: ${k.fields[0]} names ${v}, which is not in ${k.reference.resource}`);
      }
    }
  }
}

main().catch((e) => wrong.push([e, ...(e.errors || [])].map((e) => e.message).join("; "))).then(() => {
  for (const w of wrong) console.error(w);
  process.exit(wrong.length ? 1 : 0);
});
