// Until when people are kept: of workshops from a file; prints the days.
import { readFileSync } from "node:fs";
import { keptUntil } from "../../../client/src/console/kept_until.ts";

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf-8")).map(keptUntil)));
