import { readStep1, step1ImageNames } from "@/lib/contracts/v3/step1";
import { stepRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { idempotently, textOfMultipart } from "@/lib/http/idempotent";
import { readStepMultipart } from "@/lib/http/step-multipart";
import { wrongSubmissionId } from "@/lib/services/step1-target";
import { submitStep1 } from "@/lib/services/submit-step1";

export const POST = apiRoute("step1", async (ctx, request, { options }) => {
  const multipart = await readStepMultipart(request, "step1", step1ImageNames);
  return idempotently(ctx, request, { name: "step1", unknown: wrongSubmissionId }, () => textOfMultipart(multipart), async (claimed) => {
    const { fields, files } = multipart;
    const input = readStep1(fields, new Set(files.keys()), options);
    if ("refusal" in input) throw stepRefusal(input.refusal);
    return submitStep1(claimed, input, { idImage: files.get("idImage") ?? Buffer.alloc(0), idBackImage: files.get("idBackImage") ?? null });
  });
});

export const OPTIONS = apiPreflight;
