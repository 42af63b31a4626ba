/** The words that people use most in what they write: by how many of the texts have them. */

const SHORTEST = 4; // letters: “the”, “się”, “und” tell nothing
const MOST = 24;
const OFTEN = 2;

export interface Used {
  readonly word: string;
  /** How many texts have it. */
  readonly texts: number;
}

/** Most used first; words that only one text has are left out. */
export function wordsUsed(texts: readonly string[], language: string): Used[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(wordsOf(text, language))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= OFTEN).sort(([one, a], [other, b]) => b - a || one.localeCompare(other, language));
  return often.slice(0, MOST).map(([word, count]) => ({ word, texts: count }));
}

function wordsOf(text: string, language: string): string[] {
  const words = text.toLocaleLowerCase(language).match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];
  return words.filter((word) => [...word].length >= SHORTEST);
}
