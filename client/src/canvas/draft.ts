/** What one is changing: shown at once, saved when one pauses, and in any case when one leaves. */

import { useEffect, useRef, useState } from "preact/hooks";
import { lastWords } from "../live/live.ts";

const PAUSE = 700;

/** `left` hears at the end whether anything was changed. */
export function useDraft<T>(start: T, save: (value: T) => void, left: (changed: boolean) => void): [T, (value: T) => void] {
  const [value, show] = useState(start);
  const now = useRef({ value: start, saved: start, timer: 0, save, left });
  Object.assign(now.current, { save, left });
  const keep = () => {
    const { value: latest, saved, timer } = now.current;
    clearTimeout(timer);
    if (latest === saved) return;
    now.current.saved = latest;
    now.current.save(latest);
  };
  useEffect(() => {
    lastWords.add(keep);
    return () => {
      lastWords.delete(keep);
      keep();
      now.current.left(now.current.saved !== start);
    };
  }, []);
  const change = (next: T) => {
    now.current.value = next;
    clearTimeout(now.current.timer);
    now.current.timer = setTimeout(keep, PAUSE);
    show(next);
  };
  return [value, change];
}
