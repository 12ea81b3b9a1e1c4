"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { useToast } from "@/components/ui/toast";
import type { WithdrawnDocument } from "@/lib/contracts/withdrawn-documents";
import { countryName } from "@/lib/kyc/country";
import { useRemoveWithdrawnDocument } from "@/lib/queries/use-withdrawn-documents";
import { withdrawnDocumentsOptions } from "@/lib/queries/withdrawn-documents";
import { WithdrawnForm } from "./withdrawn-form";

const code = (chunks: ReactNode) => <code className="mono">{chunks}</code>;

/** Documents that their country accepts no more; admins add and remove, each act on its own. */
export function WithdrawnDocuments({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations("checks.withdrawn");
  const { documents } = useSuspenseQuery(withdrawnDocumentsOptions()).data;
  return (
    <section className="border-t border-line py-4" aria-labelledby="withdrawn-title">
      <h2 id="withdrawn-title" className="px-4 font-semibold">
        {t("title")}
      </h2>
      <p className="px-4 text-text-2">{t.rich("text", { code })}</p>
      {documents.length === 0 ? <p className="px-4 pt-3 text-text-3">{t("none")}</p> : <WithdrawnTable documents={documents} mayWrite={mayWrite} />}
      {mayWrite ? <WithdrawnForm /> : null}
    </section>
  );
}

const columns = ["w-60", "w-60", "w-40", ""];

function WithdrawnTable({ documents, mayWrite }: { documents: readonly WithdrawnDocument[]; mayWrite: boolean }) {
  const t = useTranslations("checks.withdrawn");
  return (
    <Table label={t("table")} columns={columns} className="mt-2 min-w-[720px]">
      <thead>
        <tr>
          <Th>{t("columns.country")}</Th>
          <Th>{t("columns.idType")}</Th>
          <Th>{t("columns.issuedBefore")}</Th>
          <Th>{mayWrite ? t("columns.act") : ""}</Th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <WithdrawnRow key={document.id} document={document} mayWrite={mayWrite} />
        ))}
      </tbody>
    </Table>
  );
}

function WithdrawnRow({ document, mayWrite }: { document: WithdrawnDocument; mayWrite: boolean }) {
  const t = useTranslations("checks.withdrawn");
  const typeName = useTranslations("idTypes");
  const locale = useLocale();
  const toast = useToast();
  const failureText = useFailureText();
  const removal = useRemoveWithdrawnDocument();
  const names = { country: countryName(document.country, locale), idType: typeName(document.idType) };

  const remove = () =>
    removal.mutate(document.id, {
      onSuccess: () => toast({ tone: "ok", message: t("removed", names) }),
      onError: (error) => toast({ tone: "danger", message: failureText(error) }),
    });

  return (
    <Tr>
      <Td className="text-text" title={names.country}>
        <span className="mr-1 text-text-3">{document.country}</span>
        {names.country}
      </Td>
      <Td title={names.idType}>{names.idType}</Td>
      <Td>{document.issuedBefore ?? t("everyDay")}</Td>
      <Td>
        {mayWrite ? (
          <Button size="small" variant="quiet" aria-label={t("removeNamed", names)} inactive={removal.isPending} onClick={remove}>
            {t("remove")}
          </Button>
        ) : null}
      </Td>
    </Tr>
  );
}
