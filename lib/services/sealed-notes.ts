import "server-only";
import type { SealingKey } from "@/lib/vault/vault";

const purposeOf = (noteId: string) => `note:${noteId}:body`;

/** A note's text under its submission's key, bound to the note. */
export function sealNoteBody(key: SealingKey, noteId: string, body: string): Buffer {
  return key.seal(body, purposeOf(noteId));
}

/** @throws {Error} when it was altered, or belongs to another note. */
export function openNoteBody(key: SealingKey, noteId: string, sealed: Uint8Array): string {
  return key.open(sealed, purposeOf(noteId)).toString("utf8");
}
