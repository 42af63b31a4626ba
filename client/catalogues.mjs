// Lets the client import a gettext catalogue: `import("…/pl.po")` is a module of its messages and its plural rule.
import { readFile } from "node:fs/promises";

/** A catalogue's messages: msgid → translations, one for each plural form. `moot/server/catalogue.py` reads the same. */
export function parse(text) {
  const messages = {};
  let entry = {};
  let field = "";
  const keep = () => {
    const forms = Object.keys(entry).filter((key) => key.startsWith("msgstr")).map((key) => entry[key]);
    if (entry.msgid !== undefined && forms.every(Boolean)) messages[entry.msgid] = forms;
    entry = {};
  };
  for (const line of text.split("\n")) {
    const [, word, quoted] = /^(msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*(".*")\s*$/.exec(line) ?? [];
    if (!line.trim()) keep();
    if (quoted === undefined) continue;
    field = word ?? field;
    entry[field] = (entry[field] ?? "") + JSON.parse(quoted);
  }
  keep();
  const [header] = messages[""] ?? [""];
  delete messages[""];
  return { plural: /plural=([^;]+);/.exec(header)?.[1] ?? "n != 1", messages };
}

const TRAINERS = /^#: client\/src\/(console|editor)\//;

/** Without what the server alone says; with the suffix `?trainers` only what trainers alone see, else all but that. */
const ofBrowsers = (text, suffix) =>
  text
    .split("\n\n")
    .filter((entry, at) => at === 0 || (!entry.startsWith("#: moot/") && TRAINERS.test(entry) === (suffix === "?trainers")))
    .join("\n\n");

export const catalogues = {
  name: "catalogues",
  setup(build) {
    build.onLoad({ filter: /\.po$/ }, async ({ path, suffix }) => {
      const { plural, messages } = parse(ofBrowsers(await readFile(path, "utf8"), suffix));
      // A plural rule in a catalogue is an expression in C, which is one in JavaScript too.
      const contents = `export const plural = (n) => Number(${plural});\nexport const messages = ${JSON.stringify(messages)};\n`;
      return { contents, loader: "js" };
    });
  },
};
