"use client";

import { PolicyGroup } from "./policy-group";
import { SwitchOption } from "./switch-option";
import type { PolicyForm } from "./use-policy-form";

/** What is asked of the selfie beyond being like the portrait of the document. */
export function SelfieOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="selfie">
      <SwitchOption name="selfieLiveness" form={form} />
      <SwitchOption name="faceDuplication" form={form} />
    </PolicyGroup>
  );
}
