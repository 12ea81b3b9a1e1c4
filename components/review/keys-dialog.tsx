"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const rows = [
  { name: "next", keys: ["n"] },
  { name: "edit", keys: ["e"] },
  { name: "approve", keys: ["a"] },
  { name: "reject", keys: ["r"] },
  { name: "images", keys: ["1", "2", "3", "4"] },
  { name: "zoom", keys: ["+", "-", "0"] },
  { name: "pan", keys: ["←", "→", "↑", "↓"] },
  { name: "rotate", keys: ["[", "]"] },
  { name: "save", keys: ["Enter"] },
  { name: "cancel", keys: ["Esc"] },
  { name: "pick", keys: ["1", "…", "0"] },
  { name: "search", keys: ["/"] },
  { name: "confirm", keys: ["Ctrl", "Enter"] },
  { name: "help", keys: ["?"] },
] as const;

/** Every key of the case, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("case.keys");
  const common = useTranslations("common");

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
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
        {rows.map(({ name, keys }) => (
          <div key={name} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
