// Folds what was heard over views: `[{view, heard}, …]` from a file; prints the views that come of it.
import { readFileSync } from "node:fs";
import { fold } from "../../client/src/fold.ts";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(cases.map(({ view, heard }) => heard.reduce(fold, view))));
