// The oldest browsers that the day pages and the pad are written for (docs/browsers.md), and what they lack by MDN's own
// tables. A function or a unit that a browser does not know makes it drop the whole declaration.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
export const FLOOR = JSON.parse(readFileSync(new URL("floor.json", import.meta.url), "utf8"));
export const BROWSERS = Object.entries(FLOOR).map(([name, version]) => `${name} ${version}`);
export const MDN = require("@mdn/browser-compat-data");

const NAMES = { ios_saf: "safari_ios", safari: "safari", firefox: "firefox", chrome: "chrome" };

function later(one, other) {
  const [a, b] = [one, other].map((version) => version.replace("≤", "").split(".").map(Number));
  return a[0] !== b[0] ? a[0] > b[0] : (a[1] ?? 0) > (b[1] ?? 0);
}

/** The browsers of the floor that do not know it, by an entry of MDN's tables; none for what those do not hold. */
export function without(entry) {
  const support = entry?.__compat?.support;
  if (!support) return [];
  return Object.entries(FLOOR).filter(([name, version]) => {
    const told = [support[NAMES[name]]].flat().find((one) => one && !one.flags && !one.prefix && !one.alternative_name);
    return !told?.version_added || (told.version_added !== "preview" && later(told.version_added, version))
      || told.version_added === "preview";
  }).map(([name, version]) => `${name} ${version}`);
}
