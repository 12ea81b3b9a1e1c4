"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export interface KeysDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  rows: readonly { keys: readonly string[]; text: string }[];
}

/** Every key of a screen, in words. */
export function KeysDialog({ open, onClose, title, rows }: KeysDialogProps) {
  const common = useTranslations("common");
  return (
    <Dialog isForReading
      open={open}
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
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 p-4">
        {rows.map(({ keys, text }) => (
          <div key={text} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
