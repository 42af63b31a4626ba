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

/** Without what the server alone says. */
const ofBrowsers = (text) => text.split("\n\n").filter((entry) => !entry.startsWith("#: moot/")).join("\n\n");

export const catalogues = {
  name: "catalogues",
  setup(build) {
    build.onLoad({ filter: /\.po$/ }, async ({ path }) => {
      const { plural, messages } = parse(ofBrowsers(await readFile(path, "utf8")));
      // A plural rule in a catalogue is an expression in C, which is one in JavaScript too.
      const contents = `export const plural = (n) => Number(${plural});\nexport const messages = ${JSON.stringify(messages)};\n`;
      return { contents, loader: "js" };
    });
  },
};
