/** What happened to something between two pictures, by a sign and a word; and a text that changed, letter by letter. */

import { ArrowRightLeft, Combine, Minus, Pencil, Plus, Split, type IconNode } from "lucide";
import { Icon } from "../icons.tsx";
import type { Told } from "../protocol.ts";
import { t } from "../words.ts";

export type Mark = Told["marks"][number];

const MARKS = (): Record<Mark, [IconNode, string]> => ({
  added: [Plus, t("Added")],
  removed: [Minus, t("Removed")],
  changed: [Pencil, t("Changed")],
  moved: [ArrowRightLeft, t("Moved")],
  merged: [Combine, t("Merged")],
  "taken-out": [Split, t("Taken out")],
});

export function Marks({ of }: { of: readonly Mark[] }) {
  return (
    <>
      {of.map((mark) => (
        <span key={mark} class="mark" data-mark={mark}>
          <Icon of={MARKS()[mark][0]} /> {MARKS()[mark][1]}
        </span>
      ))}
    </>
  );
}

/** One of the two texts, with what is only in it. Without pieces it is `text`. */
export function Words({ told, side, text }: { told: Told | undefined; side: "before" | "after"; text: string }) {
  const pieces = told?.words ?? [];
  if (!pieces.length) return <span class="words">{text}</span>;
  return (
    <span class="words">
      {pieces.map((piece, at) => {
        if (!piece.kind || piece.kind === "same") return piece.text;
        if (piece.kind === "gone") return side === "before" && <Only key={at} tag="del" name={t("taken away:")} text={piece.text} />;
        return side === "after" && <Only key={at} tag="ins" name={t("put in:")} text={piece.text} />;
      })}
    </span>
  );
}

function Only({ tag: Tag, name, text }: { tag: "del" | "ins"; name: string; text: string }) {
  return (
    <Tag>
      <span class="unseen">{name} </span>
      {text}
    </Tag>
  );
}
