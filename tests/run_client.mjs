// Runs a file that imports the browser's sources: `node tests/run_client.mjs [--test] FILE [ARGUMENT …]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const modules = resolve("client/node_modules");
const { buildSync } = createRequire(join(modules, "x"))("esbuild");

const options = process.argv[2] === "--test" ? ["--test"] : [];
const [file, ...given] = process.argv.slice(2 + options.length);
const place = mkdtempSync(join(tmpdir(), "moot-client-"));
const bundle = join(place, `${basename(file).replace(/\.[a-z]+$/, "")}.mjs`);
try {
  const form = { bundle: true, format: "esm", platform: "node", nodePaths: [modules], loader: { ".po": "empty" } };
  buildSync({ entryPoints: [file], outfile: bundle, ...form });
  process.exitCode = spawnSync(process.execPath, [...options, bundle, ...given], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(place, { recursive: true });
}
