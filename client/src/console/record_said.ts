/** What the record's lines say: what was done, in words. */

import { owned } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import { activitiesOf, stageOf } from "../outline.ts";
import type { Command, Workshop } from "../protocol.ts";
import { groupName, nameOf, said, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

/** Where it was done: the groups that were named, or none. */
export function where(workshop: Workshop, command: Command): string {
  return (command.rooms ?? []).flatMap((id) => workshop.rooms?.[id] ?? []).map(groupName).join(", ");
}

/** By whom; the clock has no name. */
export function byWhom(workshop: Workshop, person: string): string {
  return person ? nameOf(workshop, person) : t("the clock");
}

export function sentence(workshop: Workshop, { what, about = {}, rooms = [] }: Command): string {
  const stage = said(stageOf(workshop, about["activity"] ?? "", about["stage"] ?? "")?.title);
  const name = about["person"] ? nameOf(workshop, about["person"]) : "";
  const activity = said(activitiesOf(workshop).find((one) => one.key === (about["activity"] ?? about["board"]))?.title);
  const sessions = (workshop.programme.days ?? []).flatMap((day) => day.sessions ?? []);
  const session = said(sessions.find((one) => one.key === about["session"])?.title);
  const later = Number(about["minutes"] ?? 0);
  const minutes = Math.round(Number(about["seconds"] ?? 0) / 60);
  switch (what) {
    case "start-stage":
      return t("“{stage}” started", { stage });
    case "change-programme":
      return t("Programme changed");
    case "set-times":
      return t("Times of “{session}” changed", { session });
    case "push-sessions":
      return later < 0 ? tn("From “{session}” on {n} minute earlier", "From “{session}” on {n} minutes earlier", -later, { session }) : tn("From “{session}” on {n} minute later", "From “{session}” on {n} minutes later", later, { session });
    case "set-length":
      return tn("“{stage}” takes {n} minute from now on", "“{stage}” takes {n} minutes from now on", minutes, { stage });
    case "share-results":
      return t("What everyone gets of the results changed");
    case "pass-time":
      return t("The time was over");
    case "pause-stage":
      return t("Clock stopped");
    case "resume-stage":
      return t("Clock goes on");
    case "extend-stage":
      return minutes < 0 ? tn("{n} minute less", "{n} minutes less", -minutes) : tn("{n} minute more", "{n} minutes more", minutes);
    case "end-stage":
      return t("Stage ended");
    case "next-stage":
      return t("Next stage");
    case "go-back":
      return t("One stage back");
    case "reveal-notes":
      return t("Notes revealed");
    case "open-ballot":
      return t("Vote opened");
    case "close-ballot":
      return t("Vote closed");
    case "open-run-off":
      return t("Run-off opened");
    case "choose-winner":
      return t("Winner chosen{of}", { of: ofSection(workshop, rooms[0], about["section"]) });
    case "withdraw-decision":
      return t("Decision withdrawn{of}", { of: ofSection(workshop, rooms[0], about["section"]) });
    case "make-groups":
      return tn("{n} group made anew", "{n} groups made anew", Number(about["count"] ?? 0));
    case "add-group":
      return t("Group added");
    case "move-person":
      return t("{name} moved", { name });
    case "remove-person":
      return t("{name} removed", { name });
    case "restore-person":
      return t("{name} let in again", { name });
    case "erase":
      return t("Somebody erased");
    case "keep-people":
      return t("Said how long people are kept");
    case "withdraw-badges":
      return t("Badges of {name} withdrawn", { name });
    case "make-program":
      return t("Let in: {name}", { name: nameOf(workshop, about["program"] ?? "") });
    case "withdraw-program":
      return t("Token withdrawn: {name}", { name: nameOf(workshop, about["program"] ?? "") });
    case "set-webhook":
      return t("A program elsewhere is told from now on");
    case "remove-webhook":
      return t("A program elsewhere is told no more");
    case "try-webhook":
      return t("Tried to tell a program elsewhere");
    case "list-people":
      return t("List of people imported");
    case "renew-link":
      return t("Link renewed");
    case "call-back":
      return t("Everyone called back");
    case "end-call":
      return t("Call ended");
    case "show-to-all":
      return t("Shown to all");
    case "end-spotlight":
      return t("No longer shown to all");
    case "lock":
      return (about["locked"] ? t("Locked") : t("Unlocked")) + ofSection(workshop, rooms[0], about["section"]);
    case "hide-note":
      return t("Note hidden");
    case "hide-section":
      return t("Challenge hidden");
    case "show-again":
      return t("Put back on the board");
    case "excuse-voter":
      return about["excused"] ? t("{name} excused from voting", { name }) : t("{name} waited for after all", { name });
    case "add-note-for":
      return t("Note entered for somebody");
    case "place-dot-for":
      return t("Dot entered for {name}", { name });
    case "run-by-itself":
      return about["on"] ? t("Plan runs by itself") : t("Plan no longer runs by itself");
    case "share-device":
      return t("Device shared");
    case "withdraw-device":
      return t("Shared device withdrawn");
    case "send-message":
      return t("Message sent");
    case "show":
      return t("Projector changed");
    case "take-snapshot":
      return t("Snapshot taken");
    case "bring-back-note":
      return t("Note brought back from a snapshot");
    case "bring-back-section":
      return t("Challenge brought back from a snapshot");
    case "bring-back-cells":
      return t("Cells brought back from a snapshot");
    case "set-meeting":
      return t("Link to a meeting set");
    case "name-colour":
      return t("Colour named");
    case "add-section":
    case "make-topic":
      return t("Challenge added");
    case "remove-section":
      return t("Challenge removed");
    case "merge-notes":
      return t("Notes merged");
    case "unmerge-note":
      return t("Note taken out again");
    case "move-note":
      return t("Note moved");
    case "edit-note":
      return t("Note changed");
    case "delete-note":
      return t("Note deleted");
    case "restore-note":
      return t("Note restored");
    case "cluster-notes":
      return t("Notes put together");
    case "name-cluster":
      return t("Cluster named");
    case "move-cluster":
      return t("Cluster moved");
    case "dissolve-cluster":
      return t("Cluster taken apart");
    case "answer-question":
      return t("Question answered");
    case "hide-question":
      return t("Question hidden or shown");
    case "merge-questions":
      return t("Questions merged");
    case "arrange-presenting":
      return t("Order of presenting set");
    case "present":
      return name ? t("Presents: {name}", { name }) : t("Nobody presents");
    case "assign-reviews":
      return t("Feedback assigned: {activity}", { activity });
    case "release-feedback":
      return t("Feedback released: {activity}", { activity });
    case "add-row":
    case "move-row":
    case "remove-row":
    case "restore-row":
    case "link-row":
    case "set-cell":
    case "compose-statement":
      return t("Canvas changed: {canvas}", { canvas: canvasOf(workshop, about["canvas"] ?? "") });
    default:
      return what.replaceAll("-", " ");
  }
}

function canvasOf(workshop: Workshop, key: string): string {
  const { activity, owner } = owned(key);
  return nameOfOwner(workshop, activity, owner, 1);
}

function ofSection(workshop: Workshop, room: string | undefined, id: string | undefined): string {
  const boards = Object.values(workshop.rooms?.[room ?? ""]?.boards ?? {});
  const board = boards.find((one) => id && one.sections?.[id]);
  const section = board?.sections?.[id ?? ""];
  return board && section ? `: ${sectionName(board, section)}` : "";
}
