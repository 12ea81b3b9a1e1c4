"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Keeps what the desk shows current; loaded when the page is alive, for nothing waits for it. */
export function LiveLink() {
  const client = useQueryClient();

  useEffect(() => {
    let end = () => {};
    let isOver = false;
    void Promise.all([import("@/lib/queries/live-connection"), import("@/lib/queries/live")]).then(
      ([{ connectLive }, { liveFollower }]) => {
        if (!isOver) end = connectLive(liveFollower(client));
      },
      // Without it the desk asks every half minute, as it does anyhow.
      () => undefined,
    );
    return () => {
      isOver = true;
      end();
    };
  }, [client]);

  return null;
}
