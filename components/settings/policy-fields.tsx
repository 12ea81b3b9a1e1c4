"use client";

import { AccessOptions } from "./policy-access";
import { AddressOptions } from "./policy-address";
import { DeskOptions } from "./policy-desk";
import { DocumentOptions } from "./policy-document";
import { PolicyIndex } from "./policy-group";
import { PeriodOptions } from "./policy-periods";
import { ProcessingOptions } from "./policy-processing";
import { ProjectOptionsGroup } from "./policy-project";
import { RuleOptionsGroup } from "./policy-rules";
import { SelfieOptions } from "./policy-selfie";
import type { PolicyForm } from "./use-policy-form";

/** The options by group, in the order of the screen; all of them off for who may only read. */
export function PolicyFields({ form, readOnly }: { form: PolicyForm; readOnly: boolean }) {
  return (
    <>
      <PolicyIndex />
      <fieldset disabled={readOnly} className="m-0 min-w-0 border-0 p-0">
        <RuleOptionsGroup form={form} readOnly={readOnly} />
        <PeriodOptions form={form} />
        <DocumentOptions form={form} />
        <SelfieOptions form={form} />
        <AddressOptions form={form} />
        <ProcessingOptions form={form} />
        <DeskOptions form={form} />
        <AccessOptions form={form} readOnly={readOnly} />
        <ProjectOptionsGroup form={form} />
      </fieldset>
    </>
  );
}
