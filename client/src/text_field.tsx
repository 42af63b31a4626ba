/** A text that several type at once: a textarea over a shared text; edits are gathered for 200 ms. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ask, listeners, newId, view } from "./live.ts";
import { SharedText, type Edit } from "./text.ts";

const GATHER = 200;
const MOST = 2000;

export function TextField(props: { room: string; board: string; section: string; field: string; label: string; off?: boolean }) {
  const { room, board, section, field, label } = props;
  const place = `${section}/${field}`;
  const current = () => {
    const text = view.value?.rooms?.[room]?.boards?.[board]?.texts?.[place];
    return { value: text?.value ?? "", revision: text?.revision ?? 0 };
  };
  const text = useRef<SharedText | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const mark = useRef("");
  const [value, show] = useState(() => (text.current = new SharedText(current())).value);
  const id = useId();

  const send = async () => {
    const next = text.current?.toSend();
    if (!next) return;
    const sent = (mark.current = newId());
    const why = await ask({ type: "edit-text", room, board, section, field, mark: sent, ...next });
    if (mark.current === sent) {
      mark.current = "";
      if (!why) text.current?.overtaken(current());
      else if (why === "text-moved-on") text.current?.refusedTooOld(current());
      else text.current?.refused();
      show(text.current?.value ?? "");
    }
    void send();
  };

  useEffect(() => {
    const listener: Parameters<typeof listeners.add>[0] = (change) => {
      const shared = text.current;
      if (!shared) return;
      if (change === null) {
        if (!mark.current) shared.refusedTooOld(current());
        return show(shared.value);
      }
      if (change.type !== "text-edited" || change.room !== room || change.board !== board || change.place !== place) return;
      if (change.mark && change.mark === mark.current) {
        mark.current = "";
        return shared.acknowledged();
      }
      const { selectionStart: start = 0, selectionEnd: end = 0 } = area.current ?? {};
      const selection = shared.received(change.edit as Edit, current().revision, { start, end });
      show(shared.value);
      if (area.current === document.activeElement) requestAnimationFrame(() => area.current?.setSelectionRange(selection.start, selection.end));
    };
    listeners.add(listener);
    const timer = setInterval(() => void send(), GATHER);
    return () => {
      listeners.delete(listener);
      clearInterval(timer);
    };
  }, [room, board, place]);

  const typed = (event: { currentTarget: HTMLTextAreaElement }) => {
    const { value: now, selectionStart: start, selectionEnd: end } = event.currentTarget;
    text.current?.type(now, { start, end });
    show(text.current?.value ?? now);
  };
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <textarea id={id} ref={area} value={value} rows={3} maxLength={MOST} disabled={props.off} onInput={typed} />
    </p>
  );
}
