/** One thing that is heard of what happened. */

import type { Did } from "./protocol.ts";

export type Heard = Did["did"][number];
