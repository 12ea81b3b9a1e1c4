import { useMutation } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";


export interface SignInInput {
  email: string;
  password: string;
}

/** Fails with 401 `wrong_credentials`, 403 when the browser keeps no cookies, 429 `too_many_tries`, or as every request does when the server is away. */
export function useSignIn() {
  return useMutation({
    mutationFn: async (input: SignInInput) => {
      const { csrfToken } = await fetchJson("/api/auth/csrf", "csrf");
      await fetchJson("/api/auth/callback/credentials", "signedIn", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ ...input, csrfToken, json: "true" }).toString(),
      });
    },
  });
}
