/** What can be put on the projector, by its name: for the projector's tool and for the palette. */

import { activitiesOf } from "../outline.ts";
import type { Shown, Workshop } from "../protocol.ts";
import { ALL_PLACES } from "../screen/places.tsx";
import { t } from "../words.ts";

export type What = NonNullable<Shown["what"]>;

export interface Screen {
  readonly name: string;
  readonly shown: Shown & { readonly what: What };
}

export function screens(workshop: Workshop): Screen[] {
  const screen = (name: string, what: What, more: Shown = {}): Screen => ({ name, shown: { step: ALL_PLACES, board: "", what, ...more } });
  return [
    screen(t("The code to join"), "code"),
    screen(t("The clocks"), "clock"),
    screen(t("The agenda of the day"), "agenda"),
    screen(t("The days of the training"), "days"),
    screen(t("The boards"), "board"),
    screen(t("The results, place by place"), "results", { step: 0 }),
    screen(t("The results"), "results"),
    screen(t("The winners"), "winners"),
    screen(t("The decision records"), "decisions"),
    screen(t("The statements"), "statements"),
    screen(t("The questions"), "questions"),
    screen(t("The answers of a form"), "form", { board: formNow(workshop) }),
    screen(t("Who presents"), "presenting"),
  ];
}

/** The form that people fill in now, else the last that was answered, else the first there is. */
function formNow(workshop: Workshop): string {
  const forms = activitiesOf(workshop).filter((activity) => activity.form);
  const rooms = Object.values(workshop.rooms ?? {});
  const now = forms.find(({ key }) => rooms.some((room) => room.run?.activity === key));
  const answered = forms.findLast(({ key }) => Object.keys(workshop.forms?.[key] ?? {}).length > 0);
  return (now ?? answered ?? forms[0])?.key ?? "";
}
