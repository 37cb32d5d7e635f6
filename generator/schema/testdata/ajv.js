// Compiles a JSON Schema as other programs do, and says of each value whether it
// fits. node ajv.js NODE_MODULES < {"schema": …, "values": […]}
const path = require("path");
const Ajv = require(path.resolve(process.argv[2], "ajv/dist/2020")).default;
const { schema, values } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const fits = new Ajv({ strictSchema: true, strictTypes: true, strictTuples: true, allowUnionTypes: true }).compile(schema);
console.log(JSON.stringify(values.map((v) => fits(v))));
