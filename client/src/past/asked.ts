/** What a page that looks back asks of the server. */

import { useEffect, useState } from "preact/hooks";

const { workshop = "" } = document.body.dataset;

/** Null when it cannot be had now. */
export async function get<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(`/w/${workshop}/${path}`);
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

/** `again`: asked anew when this changes; what there was stays until the other is there. */
export function useAsked<T>(path: string, again?: unknown): T | "failed" | undefined {
  const [told, tell] = useState<T | "failed" | undefined>(undefined);
  useEffect(() => {
    let left = false;
    void get<T>(path).then((found) => left || tell(found ?? "failed"));
    return () => void (left = true);
  }, [path, again]);
  return told;
}

export async function post<T>(path: string, what: unknown): Promise<T | null> {
  try {
    const answer = await fetch(`/w/${workshop}/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
