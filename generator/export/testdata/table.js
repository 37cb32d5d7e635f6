// Reads a Table Schema and all rows of a table by it, as other programs do, and says
// what is wrong. node table.js NODE_MODULES SCHEMA.JSON TABLE.CSV
const path = require("path");
const [modules, file, rows] = process.argv.slice(2);
const { Schema, Table } = require(path.resolve(modules, "tableschema"));

async function main() {
  const schema = await Schema.load(require(path.resolve(file)));
  const wrong = schema.errors.map((e) => e.message);
  if (!wrong.length) {
    const table = await Table.load(rows, { schema: schema.descriptor, strict: true });
    for (const row of await table.read({ forceCast: true })) {
      if (row instanceof Error) wrong.push(`row ${row.rowNumber}: ${[row, ...(row.errors || [])].map((e) => e.message).join("; ")}`);
    }
  }
  return wrong;
}

main().catch((e) => [e, ...(e.errors || [])].map((e) => e.message)).then((wrong) => {
  for (const w of wrong) console.error(w);
  process.exit(wrong.length ? 1 : 0);
});
