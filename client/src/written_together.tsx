/** A text that several type at once, as a field with its name, who else types in it, and how many letters are left. */

import { computed } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { presence, types, view, you } from "./live/live.ts";
import { useTied, type Source } from "./tied.ts";
import { t, tn } from "./words.ts";

/** From so many on, a person is told how many letters are left. */
const FEW_LEFT = 200;

interface Props {
  readonly source: Source;
  readonly label: string;
  readonly hint?: string;
  readonly off?: boolean;
}

export function SharedField({ source, label, hint, off = false }: Props) {
  const id = useId();
  return (
    <div class="field">
      <p class="above">
        <label for={id}>{label}</label>
        <AboutText source={source} />
      </p>
      {hint && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <SharedArea key={source.key} source={source} id={id} off={off} {...(hint ? { describedBy: `${id}-hint` } : {})} />
    </div>
  );
}

/** Who else types here, and how many letters are left when they become few. */
export function AboutText({ source }: { source: Source }) {
  const tied = useTied(source);
  void tied.drawn.value;
  const left = source.most - tied.text.value.length;
  const names = useTypists(source.room, source.place);
  if (!names && left > FEW_LEFT) return null;
  return (
    <span class="quiet">
      {names && t("{names} types here", { names })}
      {left <= FEW_LEFT && ` ${tn("{n} letter left", "{n} letters left", left)}`}
    </span>
  );
}

/** The names of the others who type at a place now. Who shows them is drawn anew when they are others. */
export function useTypists(room: string, place: string): string {
  const names = () => {
    const others = Object.entries(presence.value[room]?.typing ?? {}).filter(([person, at]) => at === place && person !== you.value.id);
    return others.flatMap(([person]) => view.peek()?.people?.[person]?.name ?? []).join(", ");
  };
  return useMemo(() => computed(names), [room, place]).value;
}

interface AreaProps {
  readonly source: Source;
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly off?: boolean;
  /** The caret goes into it, behind what stands there, as soon as it is drawn. */
  readonly enter?: boolean;
}

export function SharedArea({ source, id, label, describedBy, off = false, enter = false }: AreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const tied = useTied(source);
  void tied.drawn.value;
  const value = tied.text.value;
  useLayoutEffect(() => {
    if (!enter || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  const leave = () => {
    if (!tied.area || tied.area !== area.current) return;
    tied.area = null;
    types("");
  };
  useEffect(() => leave, []);
  return (
    <textarea
      {...(id ? { id } : {})}
      ref={area}
      value={value}
      rows={Math.max(2, Math.min(10, Math.ceil(value.length / 60) + value.split("\n").length - 1))}
      maxLength={source.most}
      readOnly={off}
      {...(label ? { "aria-label": label } : {})}
      {...(describedBy ? { "aria-describedby": describedBy } : {})}
      onFocus={(event) => (tied.area = event.currentTarget)}
      onBlur={leave}
      onInput={(event) => {
        const { value: now, selectionStart: start, selectionEnd: end } = event.currentTarget;
        tied.type(now, { start, end });
        types(source.place);
      }}
    />
  );
}
