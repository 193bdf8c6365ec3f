// node scripts.mjs FILE...: what in a script the browsers of the floor lack, one line each: what they cannot read, what
// the language got after them, and what a browser itself offers (eslint-plugin-compat, by MDN's and caniuse's tables).
import { readFileSync } from "node:fs";
import { Linter } from "eslint";
import compat from "eslint-plugin-compat";
import language from "eslint-plugin-es-x";
import { BROWSERS, MDN, without } from "./floor.mjs";

// iOS 15.4 reads ES2022 but for these two; what came later it does not read at all.
const TOO_NEW = ["no-class-static-block", "no-regexp-lookbehind-assertions"];
const years = (from) => Object.entries(language.configs).filter(([name]) => from.some((year) => name === `flat/no-new-in-es${year}`))
  .flatMap(([, config]) => Object.entries(config.rules));
// Of later years Safari 15.4 has the first; the others cannot be told from an array's own map and filter.
const PASSED = /array-prototype-findlast|no-iterator-prototype|no-iterator$/;

// Every name that a browser offers on any object: not known where each of those that have it came later.
const OFFERED = new Map();
const offer = (name, entry) => OFFERED.set(name, [...(OFFERED.get(name) ?? []), entry]);
for (const [kind, members] of Object.entries(MDN.api)) {
  for (const [name, entry] of Object.entries(members)) {
    if (name.endsWith("_static")) offer(`${kind}.${name.slice(0, -7)}`, entry);
    else if (name !== "__compat" && !name.endsWith("_event")) offer(name, entry);
  }
}
(function offerAll(branch) {
  for (const [name, entry] of Object.entries(branch).filter(([one]) => one !== "__compat")) {
    offer(name, entry);
    offerAll(entry);
  }
})(MDN.javascript.builtins);

const isAsked = (node) => node.parent.optional || ["IfStatement", "LogicalExpression", "UnaryExpression", "ConditionalExpression"]
  .includes(node.parent.type);

// Of objects that are not the browser's own only calls are looked at: a field of ours may have any name.
const OWN = ["navigator", "document", "window", "crypto", "history", "location", "performance", "screen", "caches", "indexedDB"];

// What the scripts themselves call so, in whichever file.
const ours = new Set();
const naming = {
  create: () => ({
    Property: (node) => ours.add(node.key.name),
    MethodDefinition: (node) => ours.add(node.key.name),
    FunctionDeclaration: (node) => ours.add(node.id.name),
    "AssignmentExpression > MemberExpression.left": (node) => ours.add(node.property.name),
  }),
};

const offered = {
  create(context) {
    const asked = new Set(); // what the script asks for before it is used
    const used = [];
    return {
      "BinaryExpression[operator=in] > Literal": (node) => asked.add(node.value),
      MemberExpression(node) {
        const name = node.property.name;
        if (node.computed) return;
        if (isAsked(node)) asked.add(name);
        else if (OWN.includes(node.object.name) || node.parent.callee === node) used.push([node, name]);
      },
      "Program:exit"() {
        for (const [node, name] of used.filter(([, one]) => !asked.has(one))) {
          const made = ours.has(name) && !OWN.includes(node.object.name);
          const known = OFFERED.get(`${node.object.name}.${name}`) ?? (made ? undefined : OFFERED.get(name));
          const lacking = known?.map(without);
          if (lacking?.every((browsers) => browsers.length)) {
            context.report({ node, message: `${name} is not known to ${lacking[0].join(", ")}` });
          }
        }
      },
    };
  },
};

const config = {
  plugins: { compat, floor: { rules: { offered, naming } }, "es-x": language },
  settings: { browsers: BROWSERS, lintAllEsApis: true, "es-x": { aggressive: true } },
  languageOptions: { ecmaVersion: 2022, sourceType: "script" },
  linterOptions: { reportUnusedDisableDirectives: "off", noInlineConfig: true },
  rules: {
    ...Object.fromEntries(years([2023, 2024, 2025, 2026]).filter(([name]) => !PASSED.test(name))),
    ...Object.fromEntries(TOO_NEW.map((name) => [`es-x/${name}`, "error"])),
    "compat/compat": "error",
    "floor/offered": "error",
  },
};

const files = process.argv.slice(2);
const read = (file) => readFileSync(file, "utf8");
for (const file of files) new Linter().verify(read(file), { ...config, rules: { "floor/naming": "error" } }, "a.js");
let told = 0;
for (const file of files) {
  for (const { line, message } of new Linter().verify(read(file), config, "a.js")) {
    console.log(`${file}:${line}: ${message}`);
    told += 1;
  }
}
console.error(`judged ${process.argv.length - 2}`);
process.exitCode = told ? 1 : 0;
