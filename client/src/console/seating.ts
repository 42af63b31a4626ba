/** People dragged from group to group with a mouse or a finger; “Move to …” does the same by keyboard, for several at once. */

import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";

export function dragPerson(element: HTMLElement, person: string): () => void {
  return draggable({
    element,
    getInitialData: () => ({ person }),
    onDragStart: () => (element.dataset["dragged"] = "true"),
    onDrop: () => delete element.dataset["dragged"],
  });
}

/** A group takes whoever is dropped on it. */
export function takePeople(element: HTMLElement, dropped: (person: string) => void): () => void {
  const clear = () => delete element.dataset["drop"];
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => typeof source.data["person"] === "string",
    onDragEnter: () => (element.dataset["drop"] = "into"),
    onDragLeave: clear,
    onDrop: ({ source }) => {
      clear();
      dropped(String(source.data["person"]));
    },
  });
}
