import { nextAuthRoute } from "@/lib/http/next-auth-route";

export { nextAuthRoute as GET, nextAuthRoute as POST };
