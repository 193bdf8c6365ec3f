// node css.mjs FILE...: what in a style sheet the browsers of the floor lack, by caniuse's and MDN's tables, one line each.
// Nothing is said of a declaration whose property has a plain value before it in the same rule, or that stands in an
// @supports; nor of what a browser leaves out without harm (HARMLESS).
import { readFileSync } from "node:fs";
import stylelint from "stylelint";
import valueParser from "postcss-value-parser";
import { BROWSERS, MDN, without } from "./floor.mjs";

// A page is whole without these: a browser that lacks one passes over it and nothing else.
const HARMLESS = new Map([
  ["text-wrap", "lines of a heading break less evenly"],
  ["overscroll-behavior", "a pull at the edge shows the browser's own glow"],
  ["-webkit-tap-highlight-color", "other browsers show no such mark"],
  ["-webkit-touch-callout", "other browsers show no such menu"],
  ["touch-action", "Safari knows manipulation and none, which we use"],
  ["forced-color-adjust", "only where forced colours are"],
  ["forced-colors", "a browser without them has nothing to ask for"],
  ["prefers-contrast", "a browser without it is asked for nothing"],
  ["@page", "paper is then cut as the printer does"],
  ["size", "of @page: the same"],
  ["print-color-adjust", "tints may stay unprinted"],
  ["scrollbar-gutter", "a page may move by a bar's width"],
  ["cursor", "a finger has none"],
  ["font-family", "a list of fonts ends in one that there is"],
  ["break-before", "of paper"],
  ["break-after", "of paper"],
  ["break-inside", "of paper"],
]);
const RULE = "floor/values";

const values = Object.assign((enabled) => (root, result) => {
  if (!enabled) return;
  root.walkDecls((node) => {
    for (const [name, lacking] of unknown(node)) {
      stylelint.utils.report({ result, ruleName: RULE, node, message: `"${name}" is not known to ${lacking.join(", ")}` });
    }
  });
}, { ruleName: RULE, messages: {} });

const FUNCTIONS = named(MDN.css.types, new Map());
const UNITS = new Map(Object.entries(MDN.css.types.length).filter(([name]) => name !== "__compat"));

// The nearest to the top comes first: "round" is a function before it is a kind of corner.
function named(branch, into) {
  const inside = Object.entries(branch).filter(([name, entry]) => name !== "__compat" && typeof entry === "object");
  for (const [name, entry] of inside) if (entry.__compat && !into.has(name)) into.set(name, entry);
  for (const [, entry] of inside) named(entry, into);
  return into;
}

function unknown(node) {
  const found = new Map();
  const note = (name, entry) => {
    const lacking = without(entry);
    if (lacking.length) found.set(name, lacking);
  };
  valueParser(node.value).walk((part) => {
    if (part.type === "function" && part.value !== "url") note(`${part.value}()`, FUNCTIONS.get(part.value));
    if (part.type !== "word") return;
    const unit = valueParser.unit(part.value)?.unit;
    if (unit) note(unit, UNITS.get(unit) ?? UNITS.get(`viewport_percentage_units_${{ s: "small", d: "dynamic", l: "large" }[unit[0]]}`));
    note(`${node.prop}: ${part.value}`, MDN.css.properties[node.prop]?.[part.value]);
  });
  return found;
}

function isHarmless(warning, node) {
  const prop = node?.type === "decl" ? node.prop : node?.type === "atrule" ? `@${node.name}` : "";
  return HARMLESS.has(prop) || (node?.type === "atrule" && node.name === "media" && /forced-colors|prefers-contrast/.test(node.params));
}

function at(root, warning) {
  let found;
  root.walk((node) => {
    const { start, end } = node.source;
    const begins = start.line < warning.line || (start.line === warning.line && start.column <= warning.column);
    const ends = end.line > warning.line || (end.line === warning.line && end.column >= warning.column);
    if (begins && ends) found = node;  // the innermost comes last
  });
  return found;
}

function isAsked(node) {
  for (let above = node; above; above = above.parent) if (above.type === "atrule" && above.name === "supports") return true;
  return false;
}

// A custom property keeps whatever stands in it, known or not: only an @supports helps it. A maker's own name for the
// property (-webkit-...) is a plain value too.
function hasPlainValueBefore(node, faulty) {
  if (node?.type !== "decl" || node.prop.startsWith("--")) return false;
  for (let before = node.prev(); before; before = before.prev()) {
    if (before.type !== "decl" || faulty.has(before)) continue;
    if (before.prop.replace(/^-(webkit|moz)-/, "") === node.prop) return true;
  }
  return false;
}

const config = {
  plugins: ["stylelint-no-unsupported-browser-features", "stylelint-browser-compat", { ruleName: RULE, rule: values }],
  rules: {
    "plugin/no-unsupported-browser-features": [true, { browsers: BROWSERS, ignorePartialSupport: true }],
    "plugin/browser-compat": [true, { browserslist: BROWSERS, allow: { partialImplementation: true, prefix: true } }],
    [RULE]: true,
  },
};

let told = 0;
for (const file of process.argv.slice(2)) {
  const { results: [{ warnings, _postcssResult: { root } }] } = await stylelint.lint({
    code: readFileSync(file, "utf8"), codeFilename: file, config, configBasedir: import.meta.dirname,
  });
  const faults = warnings.map((warning) => [warning, at(root, warning)]);
  const faulty = new Set(faults.map(([, node]) => node));
  for (const [warning, node] of faults) {
    if (isHarmless(warning, node) || isAsked(node) || hasPlainValueBefore(node, faulty)) continue;
    console.log(`${file}:${warning.line}: ${warning.text}`);
    told += 1;
  }
}
console.error(`judged ${process.argv.length - 2}`);
process.exitCode = told ? 1 : 0;
