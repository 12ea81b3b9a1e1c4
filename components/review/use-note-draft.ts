"use client";

import { useEffect, useState } from "react";
import { attachable, emptyDraft, isEmptyDraft, keepNote, keptNote, type AttachFault, type NoteDraft } from "./note-draft";

/** The note that is being written on a case. It outlives the page within the tab; the browser asks before it closes the tab. */
export function useNoteDraft(submissionId: string) {
  const [draft, setDraft] = useState<NoteDraft>(() => keptNote(submissionId));
  const [fault, setFault] = useState<AttachFault | null>(null);
  const isEmpty = isEmptyDraft(draft);

  useEffect(() => {
    if (isEmpty) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", unload);
    return () => window.removeEventListener("beforeunload", unload);
  }, [isEmpty]);

  const write = (next: NoteDraft) => {
    keepNote(submissionId, next);
    setDraft(next);
  };

  return {
    draft,
    isEmpty,
    fault,
    type: (body: string) => write({ ...draft, body }),
    mention: (body: string, memberId: string) => write({ ...draft, body, picked: [...draft.picked, memberId] }),
    attach: (files: readonly File[]) => {
      const found = attachable(files, draft.images.length);
      setFault(found.fault);
      if (found.files.length > 0) write({ ...draft, images: [...draft.images, ...found.files.map((file) => ({ id: crypto.randomUUID(), file }))] });
    },
    detach: (id: string) => {
      setFault(null);
      write({ ...draft, images: draft.images.filter((image) => image.id !== id) });
    },
    clear: () => {
      setFault(null);
      write(emptyDraft);
    },
  };
}
