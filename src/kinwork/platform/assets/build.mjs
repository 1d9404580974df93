// Builds the front end: one style sheet, one script, the service worker, a few images. No addresses outside this folder and node_modules.
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import * as sass from "sass";

const here = import.meta.dirname;
const root = join(here, "../../../..");
const place = join(here, "../static/build");
const out = `${place}-new`; // built aside: a running server, or a build that fails, keeps the last good one
const modules = join(root, "node_modules");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const style = sass.compile(join(here, "scss/kinwork.scss"), {
  style: "compressed",
  quietDeps: true,
  loadPaths: [modules, root],
});
writeFileSync(join(out, "kinwork.css"), style.css);

for (const [from, to] of [
  ["ts/kinwork.ts", "kinwork.js"],
  ["ts/outside.ts", "outside.js"],
  ["worker/service-worker.ts", "service-worker.js"],
]) {
  await build({
    entryPoints: [join(here, from)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    outfile: join(out, to),
    nodePaths: [modules],
  });
}
// Whoever hands on parts of these hands on their licences.
const about = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const licences = Object.keys(about(root).dependencies).map((part) => {
  const { version, license, homepage } = about(join(modules, part));
  const file = readdirSync(join(modules, part)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(modules, part, file), "utf8").trim() : "";
  return `${part} ${version}: ${license}\n${homepage ?? ""}\n${text}\n`;
});
writeFileSync(join(out, "licences.txt"), licences.join("\n----\n\n"));
cpSync(join(here, "images"), join(out, "images"), { recursive: true });
rmSync(place, { recursive: true, force: true });
renameSync(out, place);
