"use client";

import { ErrorScreen } from "@/components/shell/error-screen";

/** Inside the frame, so that the rail stays while one page fails. */
export default function DeskError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorScreen reference={error.digest} retry={retry} />;
}
