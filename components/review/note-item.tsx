"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { Note } from "@/lib/contracts/notes";
import { formatInstant } from "@/lib/i18n/instant";
import { noteImageUrl } from "@/lib/queries/notes";
import { segmentsOf } from "./mention-text";

export interface NoteItemProps {
  submissionId: string;
  note: Note;
  /** It calls the reader. */
  isForReader: boolean;
  timeZone: string;
}

/** What somebody wrote, with the people whom it calls set off, its pictures, and who and when. */
export function NoteItem({ submissionId, note, isForReader, timeZone }: NoteItemProps) {
  const t = useTranslations("notes");
  const [shown, setShown] = useState<number | null>(null);
  const author = note.isOwn ? t("you") : note.author;
  const pieces = segmentsOf(note.body, note.mentions.map(({ name }) => name));
  const opened = shown === null ? undefined : note.images[shown];

  return (
    <li className="min-w-0">
      <p dir="auto" className="break-words whitespace-pre-line">
        {pieces.map((piece, index) =>
          piece.kind === "text" ? (
            piece.text
          ) : (
            <span key={index} className="font-medium text-accent-text">
              @{piece.name}
            </span>
          ),
        )}
      </p>
      {note.images.length > 0 ? (
        <div className="mt-1 flex flex-wrap gap-2">
          {note.images.map((image, index) => (
            <button key={image.id} type="button" onClick={() => setShown(index)} className="rounded-control">
              {/* Re-encoded by the server, behind the session: no optimiser may fetch or keep it. */}
              <img
                src={noteImageUrl(submissionId, image.id, "thumbnail")}
                alt={t("picture", { number: index + 1, author })}
                width={64}
                height={64}
                loading="lazy"
                className="size-16 rounded-control border border-line bg-sunken object-cover"
              />
            </button>
          ))}
        </div>
      ) : null}
      <p className="mt-1 text-small break-words text-text-3">
        {t("by", { author, at: formatInstant(note.createdAt, timeZone) })}
        {isForReader ? <span className="ml-2 font-medium text-accent-text">{t("forYou")}</span> : null}
      </p>
      {opened === undefined || shown === null ? null : (
        <PictureDialog title={t("picture", { number: shown + 1, author })} src={noteImageUrl(submissionId, opened.id, "display")} image={opened} onClose={() => setShown(null)} />
      )}
    </li>
  );
}

interface PictureDialogProps {
  title: string;
  src: string;
  image: Note["images"][number];
  onClose: () => void;
}

function PictureDialog({ title, src, image, onClose }: PictureDialogProps) {
  const t = useTranslations("notes");
  const common = useTranslations("common");
  const [isBroken, setBroken] = useState(false);
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={title}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={onClose}>
            {common("close")}
          </Button>
        </>
      }
    >
      <div className="grid place-items-center bg-sunken p-4">
        {isBroken ? (
          <Notice tone="danger" role="alert">
            {t("pictureFailed")}
          </Notice>
        ) : (
          <img src={src} alt={title} width={image.width} height={image.height} onError={() => setBroken(true)} className="h-auto max-h-[calc(100dvh-200px)] w-auto max-w-full object-contain" />
        )}
      </div>
    </Dialog>
  );
}
