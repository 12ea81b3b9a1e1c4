import { step2ImageNames } from "@/lib/contracts/v3/step2";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { idempotently, textOfMultipart } from "@/lib/http/idempotent";
import { readStepMultipart } from "@/lib/http/step-multipart";
import { step2Refusal } from "@/lib/services/step2-case";
import { submitStep2 } from "@/lib/services/submit-step2";

export const POST = apiRoute("step2", async (ctx, request) => {
  const multipart = await readStepMultipart(request, "step2", step2ImageNames);
  return idempotently(ctx, request, { name: "step2", unknown: () => step2Refusal("no_submission") }, () => textOfMultipart(multipart), (claimed) => submitStep2(claimed, multipart));
});

export const OPTIONS = apiPreflight;
