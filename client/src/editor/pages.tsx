/** The pages of the editor's parts: the programme as a whole, a session, an activity, a stage. */

import { GROUPS } from "../limits.ts";
import { said } from "../said.ts";
import { dayInWords, t } from "../words.ts";
import { Canvas } from "./canvas.tsx";
import { DayPage } from "./day_page.tsx";
import { activitiesOf, at, doesOf, kindOf, partsIn, textIn, wordsOf, type Part, type Path } from "./document.ts";
import { draft, languages, running, set, valueAt } from "./draft.ts";
import { Amount, Choose, Length, Line, List, More, Tick, Ticks, Words } from "./fields.tsx";
import { Form } from "./form.tsx";
import { AddPart, Folded, Parts, WordList } from "./lists.tsx";
import { doesNames, kindNames, titleOf } from "./places.ts";
import { asKind, doingElse, isKind, newActivity, newDay, newStage, STAGES, type Doing } from "./shapes.ts";

export const TITLE = 120;
const INSTRUCTION = 600;
const CONSENT = 1500;
const GOAL = 200;
export const KEY = 40;

export function Page({ path }: { path: Path }) {
  switch (path.at(-2)) {
    case "day":
      return <DayPage path={path} />;
    case "session":
      return <Session path={path} />;
    case "activity":
      return <Activity path={path} />;
    case "stage":
      return <Stage path={path} />;
    default:
      return <Whole />;
  }
}

function Whole() {
  const days = partsIn(draft.value, "day");
  return (
    <>
      <Words path={["title"]} label={t("Title of the training")} most={TITLE} />
      <List path={["languages"]} label={t("Languages")} hint={t("Codes with commas between, such as: en, pl. Every text is then asked for in each.")} />
      <Parts path={["day"]} title={t("Days")} most={60} more={(day) => writtenDay(textIn(day, "date"))}>
        <AddPart path={["day"]} part={() => newDay(days)} label={t("Add a day")} />
      </Parts>
      {!running && <Amount path={["groups"]} label={t("Groups at the beginning")} least={1} most={GROUPS} otherwise={2} />}
      <Choose path={["mix_by"]} label={t("Groups are mixed by")} otherwise="country" options={{ country: t("country"), organisation: t("organisation"), mode: t("in person or remote"), "": t("nothing: at random") }} />
      <Ticks path={["asks"]} label={t("What people are asked when they join")} options={{ organisation: t("organisation"), country: t("country") }} />
      <Words path={["consent"]} label={t("Consent")} hint={t("What people agree to when they join. Empty: nothing.")} most={CONSENT} lines={5} />
      <List path={["check_ins"]} label={t("Check-ins")} hint={t("Days after the last day, such as: 30, 60, 90. They need a canvas of each person with a column of indicators.")} numbers />
      <More title={t("More")}>
        <Line path={["key"]} label={t("Key")} hint={t("A short name for files: small letters, digits and hyphens.")} most={KEY} />
      </More>
    </>
  );
}

function Session({ path }: { path: Path }) {
  const activities = [...path, "activity"];
  return (
    <>
      <Words path={[...path, "title"]} label={t("Title of the session")} most={TITLE} />
      <div class="row times">
        <Line path={[...path, "starts"]} label={t("Starts")} type="time" />
        <Line path={[...path, "ends"]} label={t("Ends")} type="time" />
      </div>
      <Parts path={activities} title={t("Activities")} most={6} more={(activity) => kindNames()[kindOf(activity)] ?? ""}>
        {Object.keys(STAGES).map((kind) => isKind(kind) && <AddPart key={kind} path={activities} part={() => newActivity(kind, draft.value ?? {})} label={kindNames()[kind] ?? kind} />)}
      </Parts>
      <Folded path={[...path, "material"]} title={t("Materials")} most={12} label={t("Add a link")} part={() => ({ title: {}, url: "https://" })}>
        {(inside) => (
          <>
            <Words path={[...inside, "title"]} label={t("Title of the material")} most={TITLE} />
            <Line path={[...inside, "url"]} label={t("Link")} type="url" most={500} />
          </>
        )}
      </Folded>
      <More title={t("More")}>
        <Tick path={[...path, "interactive"]} label={t("People take part")} hint={t("Marked in the agenda; with activities by itself.")} otherwise={partsIn(valueAt(path), "activity").length > 0} />
        <Line path={[...path, "key"]} label={t("Key")} most={KEY} />
      </More>
    </>
  );
}

function Activity({ path }: { path: Path }) {
  const activity = valueAt(path);
  const kind = kindOf(activity);
  const stages = partsIn(activity, "stage");
  const before = earlier(path);
  const named = (wanted: string): Record<string, string> => Object.fromEntries([["", t("none")], ...before.filter((one) => kindOf(one) === wanted).map((one) => [textIn(one, "key"), titleOf(one) || textIn(one, "key")])]);
  return (
    <>
      <Words path={[...path, "title"]} label={t("Title of the activity")} most={TITLE} />
      <Choose path={[...path, "kind"]} label={t("What people do in it")} options={kindNames()} otherwise="solve" chosen={(to) => isKind(to) && set(path, asKind(activity as Part, to))} />
      <Parts path={[...path, "stage"]} title={t("Stages")} most={12} more={(stage) => `${doesNames()[doesOf(stage)] ?? ""} · ${textIn(stage, "length")}`}>
        {isKind(kind) &&
          STAGES[kind]
            .filter((doing) => kind === "canvas" || !stages.some((stage) => doesOf(stage) === doing))
            .map((doing) => <AddPart key={doing} path={[...path, "stage"]} part={() => newStage(doing, stages)} label={doesNames()[doing] ?? doing} place={placeOf(kind, doing, stages)} />)}
      </Parts>
      {(kind === "share" || kind === "solve") && (
        <>
          <WordList path={[...path, "sections"]} title={t("Sections of the board")} hint={kind === "solve" ? t("Challenges that stand there from the beginning; groups and trainers add others.") : t("None: there is one, named as the activity.")} most={24} letters={TITLE} name={(number) => t("Section {number}", { number })} />
          <Tick path={[...path, "anonymous"]} label={t("Nobody sees who wrote which note, trainers included")} />
        </>
      )}
      {kind === "solve" && <Choose path={[...path, "topics_from"]} label={t("Its challenges come from")} options={named("share")} otherwise="" />}
      {kind === "canvas" && <Canvas path={[...path, "canvas"]} canvases={Object.fromEntries(Object.entries(named("canvas")))} breakouts={named("solve")} />}
      {kind === "form" && <Form path={[...path, "form"]} />}
      <More title={t("More")}>
        <Line path={[...path, "key"]} label={t("Key")} most={KEY} />
      </More>
    </>
  );
}

/** The activities that come before one. */
function earlier(path: Path): Part[] {
  const all = activitiesOf(draft.value ?? {});
  return all.slice(0, all.findIndex((one) => one.path.join() === path.join())).map((one) => one.part);
}

/** Where a stage belongs: in the order of its kind; on a canvas at the end. */
function placeOf(kind: keyof typeof STAGES, doing: Doing, stages: readonly Part[]): number {
  if (kind === "canvas") return stages.length;
  const order = STAGES[kind] as readonly string[];
  return stages.filter((stage) => order.indexOf(doesOf(stage)) < order.indexOf(doing)).length;
}

function Stage({ path }: { path: Path }) {
  const stage = valueAt(path);
  const does = doesOf(stage);
  const activity = at(draft.value, path.slice(0, -2));
  const kind = kindOf(activity);
  const names = doesNames();
  const options = isKind(kind) ? Object.fromEntries(STAGES[kind].map((doing) => [doing, names[doing] ?? doing])) : names;
  const columns = partsIn((activity as Part)["canvas"], "column");
  return (
    <>
      <Words path={[...path, "title"]} label={t("Title of the stage")} most={TITLE} />
      <Choose path={[...path, "does"]} label={t("What people do")} options={options} chosen={(to) => set(path, doingElse(stage as Part, to))} />
      <Words path={[...path, "instruction"]} label={t("Instruction")} hint={t("It stands above the board the whole time.")} most={INSTRUCTION} lines={3} />
      <Length path={[...path, "length"]} label={t("Length")} hint={t("Such as: 5 min, 90 s, 1 h 30 min")} />
      {kind === "solve" && <Tick path={[...path, "per_topic"]} label={t("So long for each challenge on the board")} />}
      <Choose path={[...path, "at_zero"]} label={t("When the time is over")} otherwise="go-on" options={{ "go-on": t("it goes on in overtime"), lock: t("it ends"), next: t("the next stage starts") }} />
      {["collect", "ideate", "present", "review"].includes(does) && (
        <Tick path={[...path, "private"]} label={does === "collect" || does === "ideate" ? t("Notes are private until a trainer reveals them") : t("Feedback is kept until a trainer shows it")} />
      )}
      {does === "vote" && (
        <div class="row">
          <Amount path={[...path, "dots"]} label={t("Dots for each challenge")} least={1} most={20} otherwise={3} />
          <Amount path={[...path, "most"]} label={t("At most on one idea")} least={1} most={20} otherwise={1} />
          <Choose path={[...path, "ballots"]} label={t("Votes open")} otherwise="together" options={{ together: t("all together"), "one-by-one": t("one by one, by a trainer") }} />
        </div>
      )}
      {does === "fill" && columns.length > 0 && (
        <Ticks path={[...path, "columns"]} label={t("Columns of this part")} hint={t("None: all columns.")} options={Object.fromEntries(columns.map((column) => [textIn(column, "key"), said(wordsOf(column["title"], languages.value)) || textIn(column, "key")]))} />
      )}
      {does === "review" && <Amount path={[...path, "each"]} label={t("On how many canvases each gives feedback")} least={1} most={6} otherwise={2} />}
      {(does === "present" || does === "review") && (
        <WordList path={[...path, "questions"]} title={t("What the others are asked")} most={6} letters={GOAL} name={(number) => t("Question {number}", { number })} />
      )}
      <More title={t("More")}>
        <Choose path={[...path, "writers"]} label={t("Who writes")} otherwise="group" options={{ group: t("the group"), trainers: t("trainers only") }} />
        <Length path={[...path, "warn"]} label={t("Everyone is warned before the end")} otherwise="1 min" />
        <Line path={[...path, "key"]} label={t("Key")} most={KEY} />
      </More>
    </>
  );
}

/** As the language writes it, once it is a day. */
const writtenDay = (date: string): string => (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) ? dayInWords(date) : date);
