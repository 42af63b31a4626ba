/** The replay: a screen for the rooms as they were, and below it the film's controls. */

import { render } from "preact";
import { useState } from "preact/hooks";
import { History } from "lucide";
import { Whole } from "../console/whole.tsx";
import { Icon } from "../icons.tsx";
import { view } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { t } from "../words.ts";
import { begin, failed, reel } from "./film.ts";
import { Controls, Signs } from "./controls.tsx";
import { InSmall } from "./in_small.tsx";

function Replay() {
  const workshop = view.value;
  if (failed.value && !workshop) return <main class="sheet">{t("The replay cannot be read now. Please try again in a moment.")}</main>;
  if (!workshop || !reel.value) return <main class="sheet">{t("One moment …")}</main>;
  document.title = `${t("Replay")} · ${said(workshop.programme.title)} · moot`;
  return (
    <>
      <header class="banner row">
        <h1>
          <Icon of={History} /> {t("Replay")} · {said(workshop.programme.title)}
        </h1>
        <a class="button" href={`/w/${workshop.id}/console`}>
          {t("To the console")}
        </a>
      </header>
      <div class="film">
        <Screen workshop={workshop} />
        <Signs workshop={workshop} />
      </div>
      <Controls workshop={workshop} />
    </>
  );
}

function Screen({ workshop }: { workshop: Workshop }) {
  const [opened, open] = useState("");
  const rooms = Object.values(workshop.rooms ?? {}).sort((one, other) => one.number - other.number);
  const room = workshop.rooms?.[opened];
  return (
    <main class="past">
      <nav class="row" aria-label={t("Groups")}>
        <button aria-current={room ? undefined : "true"} onClick={() => open("")}>
          {t("All groups")}
        </button>
        {rooms.map((one) => (
          <button key={one.id} aria-current={one === room ? "true" : undefined} onClick={() => open(one.id)}>
            {groupName(one)}
          </button>
        ))}
      </nav>
      {room ? (
        <Whole key={room.id} workshop={workshop} room={room} trains={false} />
      ) : (
        <ul class="in-small">
          {rooms.map((one) => (
            <InSmall key={one.id} workshop={workshop} room={one} open={() => open(one.id)} />
          ))}
        </ul>
      )}
    </main>
  );
}

render(<Replay />, document.querySelector("#app") ?? document.body);
void begin();
