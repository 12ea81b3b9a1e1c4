"use client";

import "./globals.css";
import { useRecovery } from "@/components/shell/use-recovery";

const reload = () => window.location.reload();

/** When even the layout failed there is no language to ask for: it speaks both, and loads anew as soon as the server answers. */
export default function GlobalError() {
  useRecovery(reload);
  return (
    <html lang="en" data-theme="light">
      <body>
        <title>Verdict</title>
        <main className="mx-auto grid max-w-[472px] gap-4 px-4 pt-16" role="alert">
          <div>
            <h1 className="text-strong font-semibold">The server does not answer</h1>
            <p className="text-text-2">Nothing was changed. The page comes back by itself as soon as the server answers.</p>
          </div>
          <div lang="ko">
            <h2 className="text-strong font-semibold">서버가 응답하지 않습니다</h2>
            <p className="text-text-2">바뀐 것은 없습니다. 서버가 응답하면 저절로 돌아옵니다.</p>
          </div>
        </main>
      </body>
    </html>
  );
}
