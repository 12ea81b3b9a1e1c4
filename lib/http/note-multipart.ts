import "server-only";
import { addNoteSchema, noteImageParts, notePart } from "@/lib/contracts/notes";
import { AppError, BadInputError } from "@/lib/errors";
import type { NewNote } from "@/lib/services/add-note";
import { bodyLimitBytes, parseJson } from "./read-json";
import { readMultipart } from "./read-multipart";

/**
 * A note as the browser sends it: JSON in the part `note`, pictures in `image1` to `image4`.
 * @throws {AppError} 413 for a picture over 2 MB; {BadInputError} for what cannot be read; {ZodError} for what does not fit.
 */
export async function readNoteMultipart(request: Request): Promise<NewNote> {
  const multipart = await readMultipart(request, new Set(noteImageParts), bodyLimitBytes);
  if ("fault" in multipart) {
    if (multipart.fault === "file_too_large") throw new AppError(413, "image_too_large", "A picture is larger than 2 MB.");
    throw new BadInputError("Send the note as multipart/form-data.");
  }
  const note = addNoteSchema.parse(parseJson(multipart.fields.get(notePart) ?? "null"));
  return { ...note, images: noteImageParts.flatMap((part) => multipart.files.get(part) ?? []) };
}
