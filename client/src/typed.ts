/** A text that one types for oneself alone: sent when one pauses or leaves it, also with the page or the part of it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { lastWords } from "./live/live.ts";

const PAUSE = 800;

interface Typed {
  readonly value: string;
  readonly onInput: (event: { currentTarget: { value: string } }) => void;
  readonly onBlur: () => void;
}

/** What a text field is given. `value`: what was kept; it is shown unless one has typed something else. */
export function useTyped(value: string, send: (text: string) => void): Typed {
  const [typed, type] = useState<string | null>(null);
  const now = useRef({ typed, value, send, timer: 0 });
  Object.assign(now.current, { value, send });
  const leave = () => {
    const { typed: text, value: kept, timer } = now.current;
    clearTimeout(timer);
    now.current.typed = null;
    if (text !== null && text !== kept) now.current.send(text);
  };
  useEffect(() => {
    lastWords.add(leave);
    return () => {
      lastWords.delete(leave);
      leave();
    };
  }, []);
  return {
    value: typed ?? value,
    onInput: ({ currentTarget }) => {
      now.current.typed = currentTarget.value;
      clearTimeout(now.current.timer);
      now.current.timer = setTimeout(leave, PAUSE);
      type(currentTarget.value);
    },
    onBlur: () => {
      leave();
      type(null);
    },
  };
}
