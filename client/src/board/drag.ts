/** Notes dragged with a mouse or a finger; the “Move” dialog does the same by keyboard. */

type Dragging = typeof import("@atlaskit/pragmatic-drag-and-drop/element/adapter");

export type Where = "before" | "after" | "into";
interface Drop {
  readonly element: HTMLElement;
  /** Whether a thing can be dropped into this one, or before and after it only. */
  readonly into: boolean;
  readonly beside: boolean;
  readonly dropped: (note: string, where: Where) => void;
}

let dragging: Promise<Dragging> | undefined;

/** Once it has come: a phone shows its board first. Answers with how to end it. */
function lately(bind: (loaded: Dragging) => () => void): () => void {
  let [end, ended] = [() => {}, false];
  dragging ??= import("@atlaskit/pragmatic-drag-and-drop/element/adapter");
  dragging.then(
    (loaded) => {
      if (!ended) end = bind(loaded);
    },
    () => (dragging = undefined), // no network: the next note tries again
  );
  return () => {
    ended = true;
    end();
  };
}

export function dragNote(element: HTMLElement, note: string): () => void {
  return lately(({ draggable }) =>
    draggable({
      element,
      getInitialData: () => ({ note }),
      onDragStart: () => (element.dataset["dragged"] = "true"),
      onDrop: () => delete element.dataset["dragged"],
    }),
  );
}

export function dropHere({ element, into, beside, dropped }: Drop): () => void {
  const clear = () => delete element.dataset["drop"];
  const target: Parameters<Dragging["dropTargetForElements"]>[0] = {
    element,
    canDrop: ({ source }) => typeof source.data["note"] === "string" && source.element !== element,
    getData: ({ input }) => ({ where: whereOf(element, input.clientY, into, beside) }),
    onDrag: ({ self, location }) => {
      if (location.current.dropTargets[0]?.element === element) element.dataset["drop"] = String(self.data["where"]);
      else clear();
    },
    onDragLeave: clear,
    onDrop: ({ source, self, location }) => {
      clear();
      if (location.current.dropTargets[0]?.element === element) dropped(String(source.data["note"]), self.data["where"] as Where);
    },
  };
  return lately(({ dropTargetForElements }) => dropTargetForElements(target));
}

/** The upper and lower third stand for before and after. */
function whereOf(element: HTMLElement, y: number, into: boolean, beside: boolean): Where {
  if (!beside) return "into";
  const { top, height } = element.getBoundingClientRect();
  const part = (y - top) / height;
  const edge = into ? 1 / 3 : 1 / 2;
  return part < edge ? "before" : part > 1 - edge ? "after" : "into";
}
