import { maxNoteImages } from "@/lib/contracts/notes";

/** A picture that is to go with a note. */
export interface DraftImage {
  id: string;
  file: File;
}

export interface NoteDraft {
  body: string;
  /** People who were picked from the list: they tell two of one name apart. */
  picked: readonly string[];
  images: readonly DraftImage[];
}

export const emptyDraft: NoteDraft = { body: "", picked: [], images: [] };

export const isEmptyDraft = ({ body, images }: NoteDraft) => body.trim() === "" && images.length === 0;

const kept = new Map<string, NoteDraft>();

/** Keeps what is not sent in the tab's memory, so that the case has it again when one comes back to it. */
export function keepNote(submissionId: string, draft: NoteDraft): void {
  if (isEmptyDraft(draft)) kept.delete(submissionId);
  else kept.set(submissionId, draft);
}

export const keptNote = (submissionId: string): NoteDraft => kept.get(submissionId) ?? emptyDraft;

export type AttachFault = { fault: "notPicture" | "large"; name: string } | { fault: "many" };

/** As `maxImageBytes` of the server. */
const largest = 2 * 1024 * 1024;

/** Which of the files can go along, and what is wrong with the first that cannot; the server looks into them. */
export function attachable(files: readonly File[], already: number): { files: File[]; fault: AttachFault | null } {
  const fits: File[] = [];
  for (const file of files) {
    if (file.type !== "image/jpeg" && file.type !== "image/png") return { files: fits, fault: { fault: "notPicture", name: file.name } };
    if (file.size > largest) return { files: fits, fault: { fault: "large", name: file.name } };
    if (already + fits.length === maxNoteImages) return { files: fits, fault: { fault: "many" } };
    fits.push(file);
  }
  return { files: fits, fault: null };
}
