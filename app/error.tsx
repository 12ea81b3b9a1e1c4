"use client";

import { ErrorScreen } from "@/components/shell/error-screen";

export default function RootError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <ErrorScreen reference={error.digest} retry={retry} />
    </main>
  );
}
