/** The tools beside the rooms: a rail of all their names, and the one that is open. */

import type { ComponentChildren } from "preact";
import { CalendarDays, Camera, ClipboardList, FileDown, Link2, MessagesSquare, Megaphone, Plug, Presentation, ShieldCheck, Users, X, type IconNode } from "lucide";
import { Icon } from "../icons.tsx";
import { lazy } from "../lazy.tsx";
import { preference } from "../preference.ts";
import type { Workshop } from "../protocol.ts";
import { Questions } from "../questions/questions.tsx";
import { t } from "../words.ts";
import { AgendaTools } from "./agenda.tsx";
import { Answers } from "./answers.tsx";
import { sharing } from "./devices.tsx";
import type { Way } from "./orders.ts";
import { People } from "./people.tsx";
import type { ProtectionTool } from "./protection.tsx";
import { snapshots, taking } from "./taking.tsx";
import { Programs } from "./programs.tsx";
import { ProjectorTools } from "./projecting.tsx";
import { Links, Messages } from "./tools.tsx";

const results = lazy<{ workshop: Workshop }>(async () => (await import("./results.tsx")).Results);

interface Props {
  readonly workshop: Workshop;
  /** The rooms that the trainer has chosen; none: all are meant. */
  readonly chosen: string[];
}

interface Tool {
  readonly icon: IconNode;
  readonly title: () => string;
  readonly draw: (props: Props) => ComponentChildren;
  /** Observers have it too. */
  readonly looksOn?: true;
}

const protection = lazy<Parameters<typeof ProtectionTool>[0]>(async () => (await import("./protection.tsx")).ProtectionTool);

/** A tool is an entry here; they stand in this order. */
const TOOLS: Record<string, Tool> = {
  links: { icon: Link2, title: () => t("Links"), draw: ({ workshop }) => <Links workshop={workshop} /> },
  agenda: { icon: CalendarDays, title: () => t("Agenda"), draw: ({ workshop }) => <AgendaTools workshop={workshop} /> },
  people: { icon: Users, title: () => t("People"), draw: ({ workshop }) => <People workshop={workshop} /> },
  messages: { icon: Megaphone, title: () => t("Messages"), draw: ({ workshop, chosen }) => <Messages workshop={workshop} rooms={chosen} /> },
  projector: { icon: Presentation, title: () => t("Projector"), draw: ({ workshop }) => <ProjectorTools workshop={workshop} /> },
  questions: { icon: MessagesSquare, title: () => t("Questions"), draw: ({ workshop }) => <Questions workshop={workshop} trains /> },
  snapshots: { icon: Camera, title: () => t("Snapshots"), draw: ({ workshop }) => <snapshots.Part workshop={workshop} take={() => (taking.value = true)} />, looksOn: true },
  protection: { icon: ShieldCheck, title: () => t("Data protection"), draw: ({ workshop }) => <protection.Part workshop={workshop} /> },
  answers: { icon: ClipboardList, title: () => t("Answers"), draw: ({ workshop }) => <Answers workshop={workshop} /> },
  programs: { icon: Plug, title: () => t("Programs"), draw: ({ workshop }) => <Programs workshop={workshop} /> },
  results: { icon: FileDown, title: () => t("Results"), draw: ({ workshop }) => <results.Part workshop={workshop} />, looksOn: true },
};

const NONE = "none";
/** Where the tools stand above the rooms (style/console.css), none is open until somebody opens it: the rooms are in sight. */
const above = matchMedia("(max-width: 64em)");
/** Which one is open on this device. */
const opened = preference<string>("tool", above.matches ? NONE : "links");

/** For the palette and the keys: a way to each, and to what one does with it. */
export const waysToTools = (): Way[] => [
  { name: t("Write a message"), key: "w", go: () => goTo("messages", "textarea") },
  { name: t("One device for several people"), go: () => ((sharing.value = true), goTo("people", "[data-sharing] select")) },
  ...Object.entries(TOOLS).map(([key, tool]) => ({ name: t("Open the tool: {name}", { name: tool.title() }), go: () => goTo(key, "h2") })),
];

/** Once it is drawn, one is there. */
function goTo(tool: string, place: string): void {
  opened.value = tool;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.open-tool ${place}`)?.focus());
}

export function Rail({ workshop, chosen, trains }: Props & { trains: boolean }) {
  const tools = Object.entries(TOOLS).filter(([, tool]) => trains || tool.looksOn);
  const open = tools.find(([key]) => key === opened.value)?.[1];
  if (!tools.length) return null;
  return (
    <aside class="tools" aria-label={t("Tools")} data-open={Boolean(open)}>
      {open && (
        <div class="open-tool">
          <div class="row">
            <h2 tabIndex={-1}>{open.title()}</h2>
            <button class="plain" aria-label={t("Close the tool: {name}", { name: open.title() })} onClick={() => (opened.value = NONE)}>
              <Icon of={X} />
            </button>
          </div>
          {open.draw({ workshop, chosen })}
        </div>
      )}
      <div class="rail">
        {tools.map(([key, tool]) => (
          <button key={key} class="plain" aria-pressed={key === opened.value} onClick={() => (opened.value = key)}>
            <Icon of={tool.icon} /> {tool.title()}
          </button>
        ))}
      </div>
    </aside>
  );
}
