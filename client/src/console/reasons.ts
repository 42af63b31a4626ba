/** Why something was refused that only trainers ask; and the keys that only they have. */

import { ofTrainers } from "../said.ts";
import { t } from "../words.ts";

ofTrainers.reason = (why) => {
  switch (why) {
    case "voted":
      return t("This person votes themselves.");
    case "too-many-devices":
      return t("There are as many shared devices as there may be, or too many people on one.");
    case "changed-since":
      return t("Something that was done since stands in the way. Take that back first.");
    case "lasting":
      return t("This cannot be taken back.");
    case "no-such-command":
      return t("This is too long ago to be taken back.");
    default:
      return "";
  }
};

ofTrainers.keys = () => {
  return [
    ["Ctrl+K", t("every command by its name")],
    ["N, B", t("next stage, one stage back")],
    ["P", t("stop the clock, go on")],
    ["+, −", t("a minute more, a minute less")],
    ["E", t("end the stage")],
    ["R", t("reveal the notes")],
    ["C", t("call everyone back, end the call")],
    ["L", t("lock, unlock")],
    ["I", t("the plan runs by itself, or no more")],
    ["W", t("write a message")],
    ["X", t("end what is shown to all")],
    ["S", t("take a snapshot")],
    ["H, A", t("on a note: hide it, show it to all")],
  ];
};
