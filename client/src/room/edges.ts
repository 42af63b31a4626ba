/** How high the bars are that stay at the top and at the bottom of the screen, and what the trainer shows below the upper one: what else stays in sight, or is come to by the keyboard, stands beside them, not behind. */

import { useLayoutEffect, useRef } from "preact/hooks";

/** For the bar's element; its height is the property `--at-top`, `--at-lit` or `--at-bottom` of the page. */
export function useEdge(edge: "top" | "lit" | "bottom") {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const page = document.documentElement.style;
    const watch = new ResizeObserver(() => page.setProperty(`--at-${edge}`, `${element.offsetHeight}px`));
    watch.observe(element);
    return () => {
      watch.disconnect();
      page.removeProperty(`--at-${edge}`);
    };
  }, [edge]);
  return bar;
}
