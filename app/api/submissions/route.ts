import { memberRoute } from "@/lib/http/member-route";
import { submissionFilterOf } from "@/lib/http/submission-filter-of";
import { listSubmissions } from "@/lib/services/list-submissions";

export const GET = memberRoute((ctx, request) => listSubmissions(ctx, submissionFilterOf(request.nextUrl.searchParams)));
