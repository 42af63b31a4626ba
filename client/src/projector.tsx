/** The projector: the code, the clocks, and what the trainer sends. Readable from ten metres. */

import { render } from "preact";
import { Result, SectionOfNotes, type Wall } from "./board.tsx";
import { Clock } from "./clock.tsx";
import { start, view } from "./live.ts";
import { sectionsOf, stageOf } from "./outline.ts";
import type { Workshop } from "./protocol.ts";
import { said, sectionName } from "./said.ts";
import { t } from "./words.ts";

function Projector() {
  const workshop = view.value;
  if (!workshop) return <main>{t("One moment …")}</main>;
  document.title = `${said(workshop.programme.title)} · moot`;
  const what = workshop.shown?.what ?? "code";
  return (
    <main>
      <h1>{said(workshop.programme.title)}</h1>
      {what === "code" && <Code workshop={workshop} />}
      {what === "clock" && <Clocks workshop={workshop} />}
      {(what === "board" || what === "results" || what === "winners") && <Boards workshop={workshop} what={what} />}
    </main>
  );
}

function Code({ workshop }: { workshop: Workshop }) {
  return (
    <div class="row">
      <img class="qr" src={`/w/${workshop.id}/qr.svg`} alt={t("QR code of the link to join")} />
      <div>
        <p>{location.host}</p>
        <p class="code">{`${workshop.id.slice(0, 3)}-${workshop.id.slice(3)}`.toUpperCase()}</p>
      </div>
    </div>
  );
}

function Clocks({ workshop }: { workshop: Workshop }) {
  return (
    <ul class="cards">
      {Object.values(workshop.rooms ?? {}).map((room) => (
        <li key={room.id} class="card">
          <h2>{t("Group {number}", { number: room.number })}</h2>
          <p>{room.run ? said(stageOf(workshop, room.run.activity, room.run.stage)?.title) : t("nothing under way")}</p>
          {room.run && <Clock run={room.run} />}
        </li>
      ))}
    </ul>
  );
}

function Boards({ workshop, what }: { workshop: Workshop; what: "board" | "results" | "winners" }) {
  return (
    <>
      {Object.values(workshop.rooms ?? {}).map((room) => {
        const key = workshop.shown?.board || (what === "board" ? room.run?.activity : Object.keys(room.boards ?? {}).at(-1)) || "";
        const board = room.boards?.[key];
        if (!board) return null;
        const wall: Wall = { workshop, room: room.id, board, writes: false, trains: false };
        return (
          <section key={room.id}>
            <h2>{t("Group {number}", { number: room.number })}</h2>
            <div class="wall">
              {sectionsOf(board).map((section) => {
                if (what === "board") return <SectionOfNotes key={section.id} wall={wall} section={section} />;
                if (what === "results") return <Result key={section.id} wall={wall} section={section} />;
                const winner = board.notes?.[board.decisions?.[section.id]?.note ?? ""];
                return (
                  <section key={section.id} class="section">
                    <h3>{sectionName(board, section)}</h3>
                    <p class="winner">{winner ? `★ ${winner.text}` : t("Not decided yet.")}</p>
                  </section>
                );
              })}
            </div>
          </section>
        );
      })}
    </>
  );
}

start();
render(<Projector />, document.querySelector("#app") ?? document.body);
