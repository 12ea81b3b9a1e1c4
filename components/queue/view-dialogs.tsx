"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { viewNameLength, type SavedView } from "@/lib/contracts/views";
import type { SubmissionScope } from "@/lib/contracts/submission-filter";
import { RequestError } from "@/lib/queries/fetch-json";
import { useRemoveView, useRenameView, useSaveView } from "@/lib/queries/use-views-mutations";

interface ViewDialogProps {
  title: string;
  text: string;
  act: string;
  danger?: boolean;
  error: Error | null;
  isPending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

function ViewDialog({ title, text, act, danger = false, error, isPending, onSubmit, onClose, children }: ViewDialogProps) {
  const common = useTranslations("common");
  const failureText = useFailureText();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) onSubmit();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      busy={isPending}
      notice={
        error ? (
          <Notice tone="danger" role="alert">
            {failureText(error)}
          </Notice>
        ) : undefined
      }
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant={danger ? "danger" : "primary"} inactive={isPending}>
            {act}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate autoComplete="off" className={children ? "grid gap-3 p-4" : undefined}>
        {children}
      </form>
    </Dialog>
  );
}

const isTaken = (error: Error | null) => error instanceof RequestError && error.errorCode === "exists";

function NameField({ name, isTried, isTakenName, onName }: { name: string; isTried: boolean; isTakenName: boolean; onName: (name: string) => void }) {
  const t = useTranslations("views");
  const missing = isTried && name.trim() === "" ? t("nameMissing") : null;
  return (
    <Field label={t("name")} error={missing ?? (isTakenName ? t("nameTaken") : null)}>
      <Input value={name} maxLength={viewNameLength.max} onChange={(event) => onName(event.target.value)} />
    </Field>
  );
}

export interface SaveViewDialogProps {
  scope: SubmissionScope;
  params: string;
  hasSearch: boolean;
  mayShare: boolean;
  onClose: () => void;
}

/** Keeps what the list shows now under a name. */
export function SaveViewDialog({ scope, params, hasSearch, mayShare, onClose }: SaveViewDialogProps) {
  const t = useTranslations("views");
  const save = useSaveView();
  const [name, setName] = useState("");
  const [isTeam, setTeam] = useState(false);
  const [isTried, setTried] = useState(false);

  return (
    <ViewDialog
      title={t("saveTitle")}
      text={hasSearch ? t("saveTextSearch") : t("saveText")}
      act={t("saveAct")}
      error={isTaken(save.error) ? null : save.error}
      isPending={save.isPending}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== "") save.mutate({ scope, name: name.trim(), params, isTeam }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <NameField name={name} isTried={isTried} isTakenName={isTaken(save.error)} onName={setName} />
      {mayShare ? <Checkbox label={t("share")} checked={isTeam} onChange={(event) => setTeam(event.target.checked)} /> : null}
    </ViewDialog>
  );
}

export function RenameViewDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const t = useTranslations("views");
  const rename = useRenameView();
  const [name, setName] = useState(view.name);
  const [isTried, setTried] = useState(false);

  return (
    <ViewDialog
      title={t("renameTitle")}
      text={view.isTeam ? t("ofTeam") : t("ofOne")}
      act={t("renameAct")}
      error={isTaken(rename.error) ? null : rename.error}
      isPending={rename.isPending}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== "") rename.mutate({ id: view.id, name: name.trim() }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <NameField name={name} isTried={isTried} isTakenName={isTaken(rename.error)} onName={setName} />
    </ViewDialog>
  );
}

export function RemoveViewDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const t = useTranslations("views");
  const remove = useRemoveView();
  return (
    <ViewDialog
      title={t("removeTitle", { name: view.name })}
      text={view.isTeam ? t("removeTextTeam") : t("removeText")}
      act={t("removeAct")}
      danger
      error={remove.error}
      isPending={remove.isPending}
      onSubmit={() => remove.mutate(view.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
