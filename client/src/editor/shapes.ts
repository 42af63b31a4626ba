/** What new parts begin with, in English and Polish, and in which stages activities go. */

import { freeKey, activitiesOf, sessionsOf, type Part } from "./document.ts";
import { languages } from "./draft.ts";

const TEXTS = {
  activity: { share: { en: "Our challenges", pl: "Nasze wyzwania" }, solve: { en: "Solutions", pl: "Rozwiązania" }, canvas: { en: "Canvas", pl: "Kanwa" }, form: { en: "Feedback", pl: "Informacja zwrotna" } },
  stage: {
    collect: { title: { en: "Collect", pl: "Zbieranie" }, instruction: { en: "Write one challenge on each note.", pl: "Zapisz każde wyzwanie na osobnej karteczce." } },
    cluster: { title: { en: "Cluster", pl: "Grupowanie" }, instruction: { en: "Put together what belongs together, and name it.", pl: "Połączcie to, co do siebie pasuje, i nazwijcie." } },
    define: { title: { en: "Define", pl: "Definiowanie" }, instruction: { en: "What exactly is the challenge, and what are its causes?", pl: "Na czym dokładnie polega wyzwanie i jakie ma przyczyny?" } },
    ideate: { title: { en: "Ideas", pl: "Pomysły" }, instruction: { en: "Write one idea on each note, under the challenge that it answers.", pl: "Zapisz każdy pomysł na osobnej karteczce, pod wyzwaniem, na które odpowiada." } },
    vote: { title: { en: "Vote", pl: "Głosowanie" }, instruction: { en: "Put your dots on the best ideas.", pl: "Postaw kropki przy najlepszych pomysłach." } },
    select: { title: { en: "Winners", pl: "Zwycięzcy" }, instruction: { en: "These are the ideas with the most votes.", pl: "Oto pomysły, które dostały najwięcej głosów." } },
    detail: { title: { en: "Details", pl: "Szczegóły" }, instruction: { en: "Work out the winning idea together.", pl: "Dopracujcie razem zwycięski pomysł." } },
    fill: { title: { en: "Fill in", pl: "Wypełnianie" }, instruction: { en: "Fill in the table.", pl: "Wypełnij tabelę." } },
    compose: { title: { en: "Statements", pl: "Zdania" }, instruction: { en: "Compose a sentence of each row.", pl: "Ułóż zdanie z każdego wiersza." } },
    present: { title: { en: "Present", pl: "Prezentacje" }, instruction: { en: "Present to the others what you have.", pl: "Przedstaw innym swoją pracę." } },
    review: { title: { en: "Feedback", pl: "Informacje zwrotne" }, instruction: { en: "Read what others wrote, and tell them what you think.", pl: "Przeczytaj, co napisali inni, i powiedz im, co o tym myślisz." } },
    integrate: { title: { en: "Integrate", pl: "Wprowadzanie zmian" }, instruction: { en: "Take in what helps you.", pl: "Skorzystaj z tego, co Ci pomaga." } },
    answer: { title: { en: "Answer", pl: "Odpowiedzi" }, instruction: { en: "Tell us how it was.", pl: "Powiedz nam, jak było." } },
  },
} as const;

export type Kind = keyof typeof TEXTS.activity;
export type Doing = keyof typeof TEXTS.stage;

export const STAGES: Readonly<Record<Kind, readonly Doing[]>> = {
  share: ["collect", "cluster"],
  solve: ["define", "ideate", "vote", "select", "detail"],
  canvas: ["fill", "compose", "present", "review", "integrate"],
  form: ["answer"],
};
const BEGINS: Readonly<Record<Kind, readonly Doing[]>> = { share: ["collect", "cluster"], solve: ["ideate", "vote", "select"], canvas: ["fill"], form: ["answer"] };
const LENGTHS: Partial<Record<Doing, string>> = { vote: "3 min", select: "5 min", define: "5 min" };

export const isKind = (kind: string): kind is Kind => kind in STAGES;

/** In the languages of the programme, as far as there is such a text. */
const words = (texts: { readonly en: string; readonly pl: string }): Part =>
  Object.fromEntries(languages.value.flatMap((language) => (language === "en" || language === "pl" ? [[language, texts[language]]] : [])));

const keysOf = (parts: readonly { readonly part: Part }[]): string[] => parts.map(({ part }) => String(part["key"] ?? ""));

export const newDay = (days: readonly Part[]): Part => ({ number: Math.max(0, ...days.map((day) => Number(day["number"] ?? 0))) + 1, title: words({ en: "A new day", pl: "Nowy dzień" }), session: [] });

export const newSession = (document: Part, times: Part = {}): Part => ({ key: freeKey("session-1", keysOf(sessionsOf(document))), title: words({ en: "A new session", pl: "Nowa sesja" }), ...times });

export const newStage = (doing: Doing, stages: readonly Part[]): Part => ({
  key: freeKey(doing, stages.map((stage) => String(stage["key"] ?? stage["does"] ?? ""))),
  does: doing,
  title: words(TEXTS.stage[doing].title),
  instruction: words(TEXTS.stage[doing].instruction),
  length: LENGTHS[doing] ?? "10 min",
});

export const newColumn = (columns: readonly Part[]): Part => ({ key: freeKey("column-1", columns.map((one) => String(one["key"] ?? ""))), title: words({ en: "Column", pl: "Kolumna" }) });

export const newField = (fields: readonly Part[]): Part => ({
  key: freeKey(`question-${fields.length + 1}`, fields.map((one) => String(one["key"] ?? ""))),
  title: words(fields.length ? { en: "A new question", pl: "Nowe pytanie" } : { en: "How useful was it?", pl: "Na ile było to przydatne?" }),
});

export function newActivity(kind: Kind, document: Part): Part {
  const stages = BEGINS[kind].reduce<Part[]>((made, doing) => [...made, newStage(doing, made)], []);
  return { key: freeKey(kind, keysOf(activitiesOf(document))), kind, title: words(TEXTS.activity[kind]), ...inside(kind), stage: stages };
}

/** As another kind: what does not belong to it goes, what it needs comes. */
export function asKind(activity: Part, kind: Kind): Part {
  const { canvas, form, topics_from, stage: _stages, ...others } = activity;
  const stages = BEGINS[kind].reduce<Part[]>((made, doing) => [...made, newStage(doing, made)], []);
  const kept = { ...(kind === "canvas" && canvas ? { canvas } : {}), ...(kind === "form" && form ? { form } : {}), ...(kind === "solve" && topics_from ? { topics_from } : {}) };
  return { ...others, kind, ...inside(kind), ...kept, stage: stages };
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  dots: ["vote"],
  most: ["vote"],
  ballots: ["vote"],
  columns: ["fill"],
  each: ["review"],
  questions: ["present", "review"],
  private: ["collect", "ideate", "present", "review"],
  per_topic: STAGES.solve,
};

const only = (part: Part, fits: (option: string) => boolean): Part => Object.fromEntries(Object.entries(part).filter(([option]) => fits(option)));

/** A stage that does something else: what means nothing in it goes. */
export const doingElse = (stage: Part, does: string): Part => ({ ...only(stage, (option) => OPTIONS[option]?.includes(does) ?? true), does });

/** A question that is answered in another way. */
export const answeredElse = (field: Part, type: string): Part => ({
  ...only(field, (option) => (option === "choices" ? type === "choice" || type === "several" : !["points", "low", "high"].includes(option) || type === "scale")),
  type,
});

/** A column that holds something else. */
export const holdingElse = (column: Part, type: string): Part => ({ ...only(column, (option) => (option === "choices" ? type === "choice" : option !== "written_by" || type === "text")), type });

function inside(kind: Kind): Part {
  if (kind === "canvas") return { canvas: { column: [newColumn([])] } };
  if (kind === "form") return { form: { field: [newField([])] } };
  return {};
}

export const emptyProgramme = (): Part => ({ key: "programme", title: { en: "A new training", pl: "Nowe szkolenie" }, languages: ["en", "pl"], day: [{ number: 1, session: [] }] });
