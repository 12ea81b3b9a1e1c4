import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { withEngines } from "@/lib/http/desk-context";
import { memberRoute } from "@/lib/http/member-route";
import { searchFaces } from "@/lib/services/list-related";

/** A POST: it costs an engine's work, so nothing asks for it ahead. */
export const POST = memberRoute((ctx, _request, params) => searchFaces(withEngines(ctx), submissionParamsSchema.parse(params).submissionId));
