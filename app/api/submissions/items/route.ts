import { submissionItemsQuerySchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { listItems } from "@/lib/services/list-submissions";

export const GET = memberRoute((ctx, { nextUrl: { searchParams } }) => {
  const { id } = submissionItemsQuerySchema.parse({ id: searchParams.getAll("id") });
  return listItems(ctx, id);
});
