import "server-only";
import * as z from "zod/mini";
import { keepDraftSchema, type KeepDraftInput } from "@/lib/contracts/drafts";
import type { SealingKey } from "@/lib/vault/vault";

const typedSchema = z.omit(keepDraftSchema, { version: true });
type Typed = Omit<KeepDraftInput, "version">;

const purposeOf = (memberId: string) => `draft:${memberId}`;

export const sealDraft = (key: SealingKey, memberId: string, typed: Typed): Buffer => key.seal(JSON.stringify(typed), purposeOf(memberId));

export const openDraft = (key: SealingKey, memberId: string, sealed: Uint8Array): Typed => typedSchema.parse(JSON.parse(key.open(sealed, purposeOf(memberId)).toString("utf8")));
