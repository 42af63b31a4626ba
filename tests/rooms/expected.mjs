// Says in the words of the editor what mistakes expect: `[{found, expected}, …]` from a file; prints those it has no words for.
import { readFileSync } from "node:fs";
import { mistakeText } from "../../client/src/editor/expected.ts";

const mistakes = JSON.parse(readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(mistakes.filter((mistake) => mistakeText(mistake).includes(mistake.expected))));
