import { memberRoute } from "@/lib/http/member-route";
import { submissionFilterOf } from "@/lib/http/submission-filter-of";
import { countSubmissions } from "@/lib/services/count-submissions";

export const GET = memberRoute((ctx, request) => countSubmissions(ctx, submissionFilterOf(request.nextUrl.searchParams)));
