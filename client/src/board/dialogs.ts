/** Where a note or a cluster goes, and what it is called: loaded ahead, as the board can be read without. */

import { lazy } from "../lazy.tsx";
import type { ClusterDialog, MoveDialog } from "./move.tsx";

export const moving = lazy<Parameters<typeof MoveDialog>[0]>(async () => (await import("./move.tsx")).MoveDialog);
export const clustering = lazy<Parameters<typeof ClusterDialog>[0]>(async () => (await import("./move.tsx")).ClusterDialog);
