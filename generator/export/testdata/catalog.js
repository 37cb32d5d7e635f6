// Reads catalogues as portals do, without asking anybody, holds them against shapes,
// and says of each what is wrong. node catalog.js NODE_MODULES SHAPES.TTL… < ["…", "…"]
const fs = require("fs");
const path = require("path");
const [modules, ...files] = process.argv.slice(2);
const from = (name) => require.resolve(name, { paths: [path.resolve(modules, "..")] });
const jsonld = require(from("jsonld"));
const n3 = require(from("n3"));

const alone = async (url) => { throw new Error("it asks for " + url); };
const quads = (text) => new n3.Store(new n3.Parser({ baseIRI: "https://shapes.example/" }).parse(text));
const isAddress = (text) => /^(https?:\/\/[^\s/]+\/|mailto:)\S*$/.test(text) && URL.canParse(text);

async function faults(text, shapes) {
  const wrong = [];
  const data = quads(await jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader: alone, safe: true }));
  if (!data.size) wrong.push("it says nothing");
  for (const q of data) {
    for (const t of [q.subject, q.object]) {
      if (t.termType === "NamedNode" && !isAddress(t.value)) wrong.push("no address: " + t.value);
    }
  }
  for (const one of shapes) {
    for (const r of (await one.validate(data)).results) {
      wrong.push([r.focusNode, r.path, r.sourceConstraintComponent, r.value].map((x) => (x ? x.value : "")).join(" "));
    }
  }
  return wrong;
}

async function main() {
  const { default: Validator } = await import(require("url").pathToFileURL(from("rdf-validate-shacl")));
  const shapes = files.map((f) => new Validator(quads(fs.readFileSync(f, "utf8"))));
  const out = [];
  for (const text of JSON.parse(fs.readFileSync(0, "utf8"))) {
    out.push(await faults(text, shapes).catch((e) => [e.message]));
  }
  console.log(JSON.stringify(out));
}

main();
