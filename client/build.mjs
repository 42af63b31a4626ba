// Bundles the client into moot/static: hashed names, and manifest.json that says which files an entry needs.
// `--watch` builds again on each change, with source maps.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { catalogues } from "./catalogues.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../moot/static");
const watching = process.argv.includes("--watch");

/** Entry name → its file first, then the chunks it imports at once (to preload). Styles keep their `.css`; those that only
 * one page needs are named after it. */
function manifestOf({ outputs }) {
  const manifest = {};
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint) continue;
    const chunks = [...needed(outputs, path)].filter((chunk) => chunk !== path);
    manifest[nameOf(output.entryPoint)] = [path, ...chunks].map((file) => basename(file));
  }
  return manifest;
}

function needed(outputs, path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") needed(outputs, next, found);
  return found;
}

const nameOf = (entry) => basename(entry).replace(/\.(tsx?|po)$/, "");

/** Writes the manifest last, then removes what no longer belongs: a server that runs meanwhile finds its files. */
const finish = {
  name: "finish",
  setup(build) {
    build.onEnd(async ({ errors, metafile }) => {
      if (errors.length) return;
      const manifest = JSON.stringify(manifestOf(metafile), null, 2);
      await writeFile(join(built, "manifest.json"), manifest + "\n");
      const kept = new Set(["manifest.json", ...Object.keys(metafile.outputs).map((path) => basename(path))]);
      for (const file of await readdir(built)) if (!kept.has(file)) await rm(join(built, file));
    });
  },
};

const options = {
  absWorkingDir: here,
  entryPoints: ["src/room/room.tsx", "src/console/console.tsx", "src/editor/editor.tsx", "src/projector.tsx", "src/join.tsx", "src/past/snapshot.tsx", "src/past/comparison.tsx", "src/past/replay.tsx", "src/style/main.css", "src/style/console.css", "src/style/snapshot.css", "src/style/comparison.css", "src/style/replay.css", "src/style/projector.css", "src/style/editor.css", "src/style/eyes.css"],
  outdir: built,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file" },
  minify: !watching,
  sourcemap: watching,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [catalogues, finish],
};

await mkdir(built, { recursive: true });
await rm(join(built, ".sources"), { force: true }); // hatch_build.py writes it after a build of its own
if (watching) await (await esbuild.context(options)).watch();
else await esbuild.build(options).catch(() => process.exit(1));
