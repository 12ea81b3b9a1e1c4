import { adminRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { idempotently } from "@/lib/http/idempotent";
import { readObject } from "@/lib/http/read-object";
import { reviewSubmission } from "@/lib/services/review-submission";

export const POST = apiRoute("review", async (ctx, request) => {
  const { text, object } = await readObject(request, adminRefusal("Invalid data format."));
  return idempotently(ctx, request, { name: "review", unknown: () => adminRefusal("Invalid Submission Id.") }, () => text, (claimed) => reviewSubmission(claimed, object));
});

export const OPTIONS = apiPreflight;
