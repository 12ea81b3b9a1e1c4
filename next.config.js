import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** For every answer; pages get what depends on the request (the nonce) or on the configured address (https) from proxy.ts. */
const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
];

/** What the API answers is data: nothing in it may run, load or be framed. */
const apiPolicy = { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" };

/** @type {import("next").NextConfig} */
const nextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm run check` looks at types; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "sharp", "pg", "pino"],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/api/:path*", headers: [apiPolicy] },
    { source: "/v3/:path*", headers: [apiPolicy] },
    // A picture with a signed link may stand in a client's own page.
    { source: "/v3/submission/image", headers: [{ key: "cross-origin-resource-policy", value: "cross-origin" }] },
  ],
};

export default withNextIntl(nextConfig);
