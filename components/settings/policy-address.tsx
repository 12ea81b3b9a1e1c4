"use client";

import { PolicyGroup } from "./policy-group";
import { SwitchOption } from "./switch-option";
import type { PolicyForm } from "./use-policy-form";

/** What Step 2 must bring besides the selfie. */
export function AddressOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="address">
      <SwitchOption name="addressCollection" form={form} />
      <SwitchOption name="proofOfAddress" form={form} />
      <SwitchOption name="bankAuthentication" form={form} />
    </PolicyGroup>
  );
}
