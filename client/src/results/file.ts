/** A file of results: made by the server while one waits, and taken when it is there. */

export type Progress = { doing: "waiting" | "gathering" | "writing"; before?: number };
export type Taking = Progress | Taken | { why: string };
/** `lacking`: some of the letters that no font of the server has, `lacks` how many. */
interface Taken {
  readonly taken: string;
  readonly lacks: number;
  readonly lacking: readonly string[];
}

interface Made {
  readonly bytes: number;
  readonly media_type: string;
  readonly name: string;
  readonly lacks?: number;
  readonly lacking?: readonly string[];
}
type Said = ({ type: "progress" } & Progress) | ({ type: "made" } & Made) | { type: "not-made"; why: string };

const LINE_END = 10;

/** `told` of how far it is; at last that it was taken, or why not. */
export async function take(format: string, of: Readonly<Record<string, string>>, told: (taking: Taking) => void): Promise<void> {
  told({ doing: "waiting" });
  try {
    const answer = await fetch(address(format, { ...of, progress: "1" }));
    if (!answer.ok || !answer.body) return told({ why: answer.ok ? "failed" : ((await answer.json()) as { why: string }).why });
    let rest = new Uint8Array();
    let made: Made | null = null;
    for (const reader = answer.body.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (value) rest = joined(rest, value);
      while (!made && rest.includes(LINE_END)) {
        const end = rest.indexOf(LINE_END);
        const said = JSON.parse(new TextDecoder().decode(rest.subarray(0, end))) as Said;
        rest = rest.slice(end + 1);
        if (said.type === "made") made = said;
        else told(said.type === "progress" ? said : { why: said.why });
        if (said.type === "not-made") return;
      }
      if (done) break;
    }
    if (!made || rest.length !== made.bytes) return told({ why: "failed" });
    save(new Blob([rest], { type: made.media_type }), made.name);
    told({ taken: made.name, lacks: made.lacks ?? 0, lacking: made.lacking ?? [] });
  } catch {
    told({ why: "away" });
  }
}

/** Where a file is, for a link. */
export function address(format: string, of: Readonly<Record<string, string>>): string {
  const { workshop = "", seat = "" } = document.body.dataset;
  return `/w/${workshop}/results/file?${new URLSearchParams({ ...of, format, seat })}`;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function save(blob: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers ask first where to put it
}
