"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { imageUrl, replacedImageUrl } from "@/lib/queries/submission-detail";
import { Picture } from "./picture";
import type { ReplacedPair } from "./replaced-pairs";
import { plainView } from "./viewer-state";

/** The old image beside the new one, each as large as it fits. */
export function CompareDialog({ detail, pairs, onClose }: { detail: SubmissionDetail; pairs: readonly ReplacedPair[]; onClose: () => void }) {
  const t = useTranslations("ask");
  const common = useTranslations("common");
  const kindName = useTranslations("case.images");
  const { timeZone } = detail.policy.options;
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={t("compareTitle")}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={onClose}>
            {common("close")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 p-4">
        {pairs.map(({ before, now }) => (
          <div key={now.id} className="grid gap-4 min-[720px]:grid-cols-2">
            <Side src={replacedImageUrl(detail.id, before.id)} alt={t("old", { image: kindName(now.kind) })} note={t("replacedAt", { at: formatInstant(before.supersededAt, timeZone) })} />
            <Side src={imageUrl(detail.id, now.kind, "display")} alt={t("new", { image: kindName(now.kind) })} note={null} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function Side({ src, alt, note }: { src: string; alt: string; note: string | null }) {
  return (
    <figure className="min-w-0">
      <div className="h-[min(52dvh,420px)] bg-stage">
        <Picture src={src} alt={alt} view={plainView} />
      </div>
      <figcaption className="mt-1 text-small text-text-2">
        {alt}
        {note === null ? null : <span className="text-text-3">, {note}</span>}
      </figcaption>
    </figure>
  );
}
