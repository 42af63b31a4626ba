/** What is longer than the screen comes in pages: they turn by themselves, or as the trainer turns them. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../words.ts";

const TURN_EVERY = 12_000;

/** `page`: which one, from 1 on; 0: by themselves. `wide`: one column instead of as many as there is place for. */
export function Paged({ page, wide = false, children }: { page: number; wide?: boolean; children: ComponentChildren }) {
  const paper = useRef<HTMLDivElement>(null);
  const [size, measure] = useState({ pages: 1, step: 0 });
  const [turned, turn] = useState(0);
  const latest = useRef(() => {});
  latest.current = () => {
    if (!paper.current) return;
    const gap = parseFloat(getComputedStyle(paper.current).columnGap) || 0;
    const step = paper.current.clientWidth + gap;
    const pages = Math.max(1, Math.round((paper.current.scrollWidth + gap) / step));
    if (pages !== size.pages || step !== size.step) measure({ pages, step });
  };
  useLayoutEffect(() => latest.current());
  useLayoutEffect(() => {
    const again = () => latest.current();
    const watch = new ResizeObserver(again);
    if (paper.current) watch.observe(paper.current);
    void document.fonts.ready.then(again);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (page > 0 || size.pages < 2) return;
    const timer = setInterval(() => turn((n) => n + 1), TURN_EVERY);
    return () => clearInterval(timer);
  }, [page, size.pages]);
  const at = (page > 0 ? page - 1 : turned) % size.pages;
  return (
    <>
      <div class="pages">
        <div ref={paper} class="paper" data-wide={wide} style={{ transform: `translateX(${-at * size.step}px)` }}>
          {children}
        </div>
      </div>
      {size.pages > 1 && <p class="page-number">{t("Page {page} of {pages}", { page: at + 1, pages: size.pages })}</p>}
    </>
  );
}
