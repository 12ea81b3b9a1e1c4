"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { maxNoteImages, noteBodyLength } from "@/lib/contracts/notes";
import { colleaguesOptions } from "@/lib/queries/notes";
import { useAddNote } from "@/lib/queries/use-add-note";
import { MentionInput } from "./mention-input";
import { mentionedIn } from "./mention-text";
import { noteInputId } from "./note-input-id";
import type { DraftImage } from "./note-draft";
import { useNoteDraft } from "./use-note-draft";

/** The count is shown from here on. */
const nearLimit = 4000;

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** What the note says so far, what is wrong with it, and the way to send it. */
function useComposer(submissionId: string, focusText: () => void) {
  const t = useTranslations("notes");
  const toast = useToast();
  const failureText = useFailureText();
  const note = useNoteDraft(submissionId);
  const add = useAddNote(submissionId);
  const client = useQueryClient();
  const [isTold, setTold] = useState(false);

  const body = note.draft.body.trim();
  const count = [...body].length;
  const problem = body === "" ? t("faults.empty") : count > noteBodyLength.max ? t("faults.long", { limit: noteBodyLength.max }) : null;
  const attachFault = note.fault === null ? null : note.fault.fault === "many" ? t("faults.many", { limit: maxNoteImages }) : t(`faults.${note.fault.fault}`, { name: note.fault.name });
  const told = isTold ? problem : null;

  return {
    note,
    count,
    isPending: add.isPending,
    isWrong: told !== null || count > noteBodyLength.max,
    said: told ?? attachFault ?? (add.error === null ? null : failureText(add.error)),
    send: () => {
      if (add.isPending) return;
      setTold(problem !== null);
      if (problem !== null) return focusText();
      const { images, picked } = note.draft;
      const mentions = body.includes("@") ? client.ensureQueryData(colleaguesOptions()).then(({ colleagues }) => mentionedIn(body, colleagues, picked)) : [];
      add.mutate({ body, mentions, images: images.map(({ file }) => file) }, {
        onSuccess: () => {
          note.clear();
          toast({ tone: "ok", message: t("added") });
          focusText();
        },
      });
    },
    attach: (files: FileList) => {
      if (files.length > 0 && !add.isPending) note.attach([...files]);
    },
  };
}

/** Writes a note: text, people called by `@`, pictures by button, paste and drop. Ctrl+Enter sends; what is not sent is kept. */
export function NoteComposer({ submissionId }: { submissionId: string }) {
  const t = useTranslations("notes");
  const [isOver, setOver] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const { note, count, isPending, isWrong, said, send, attach } = useComposer(submissionId, () => root.current?.querySelector("textarea")?.focus());

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!event.repeat) send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.blur();
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attach(event.clipboardData.files);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    attach(event.dataTransfer.files);
  };

  return (
    <div
      ref={root}
      role="group"
      aria-label={t("label")}
      aria-busy={isPending || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames("mb-3 grid gap-1 rounded-control", isOver && "outline-2 outline-offset-2 outline-accent outline-dashed")}
    >
      <MentionInput
        id={noteInputId}
        value={note.draft.body}
        readOnly={isPending}
        onType={note.type}
        onMention={note.mention}
        onKeyDown={press}
        onPaste={paste}
        placeholder={isOver ? t("drop") : t("placeholder")}
        aria-label={t("label")}
        aria-describedby={hintId}
        aria-keyshortcuts="m"
        aria-invalid={isWrong || undefined}
        dir="auto"
        rows={2}
        className="field-sizing-content block max-h-60 min-h-[52px]"
      />
      {note.draft.images.length > 0 ? <Attached images={note.draft.images} isFixed={isPending} onDetach={note.detach} /> : null}
      {said === null ? null : (
        <Notice tone="danger" role="alert">
          {said}
        </Notice>
      )}
      <ComposerFoot count={count} isEmpty={note.isEmpty} isPending={isPending} hintId={hintId} onAttach={attach} onSend={send} />
    </div>
  );
}

interface ComposerFootProps {
  count: number;
  isEmpty: boolean;
  isPending: boolean;
  hintId: string;
  onAttach: (files: FileList) => void;
  onSend: () => void;
}

function ComposerFoot({ count, isEmpty, isPending, hintId, onAttach, onSend }: ComposerFootProps) {
  const t = useTranslations("notes");
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <p id={hintId} className="w-full text-small text-text-3">
        {count > nearLimit ? t("count", { count, limit: noteBodyLength.max }) : isPending ? t("adding") : t("hint")}
      </p>
      <Button size="small" variant="quiet" inactive={isPending} onClick={() => file.current?.click()}>
        <Icon name="plus" small />
        {t("attach")}
      </Button>
      <input
        ref={file}
        type="file"
        accept="image/jpeg,image/png"
        multiple
        tabIndex={-1}
        aria-label={t("attach")}
        className="sr-only"
        onChange={(event) => {
          if (event.target.files) onAttach(event.target.files);
          event.target.value = "";
        }}
      />
      <span className="flex-1" />
      <Button size="small" inactive={isPending || isEmpty} shortcut="Ctrl Enter" onClick={onSend}>
        {t("add")}
      </Button>
    </div>
  );
}

function Attached({ images, isFixed, onDetach }: { images: readonly DraftImage[]; isFixed: boolean; onDetach: (id: string) => void }) {
  const t = useTranslations("notes");
  return (
    <ul aria-label={t("attached")} className="flex flex-wrap gap-2">
      {images.map(({ id, file }) => (
        <li key={id} className="relative">
          <AttachedImage file={file} />
          <IconButton label={t("detach", { name: file.name })} disabled={isFixed} onClick={() => onDetach(id)} className="absolute -top-2 -right-2 rounded-full! border-line-control! bg-surface">
            <Icon name="x" small />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

/** A picture from the tab's own memory. */
function AttachedImage({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();

  useEffect(() => {
    const reader = new FileReader();
    reader.onload = () => setUrl(typeof reader.result === "string" ? reader.result : undefined);
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);

  return <img src={url} alt={file.name} title={file.name} className="size-16 rounded-control border border-line bg-sunken object-cover" />;
}
