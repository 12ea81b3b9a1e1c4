import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** A layer and what of ours it may import (CONTRIBUTING.md has the table and the reasons). */
const layer = (target, except, message) => ({ target, from: ".", except: [...except, "./node_modules"], message });

const zones = [
  layer("./lib/kyc", ["./lib/kyc"], "The core imports nothing else of ours."),
  layer("./lib/contracts", ["./lib/contracts", "./lib/kyc"], "Contracts know the core only."),
  layer("./lib/i18n", ["./lib/i18n", "./lib/kyc"], "Languages know the core only."),
  layer("./lib/vault", ["./lib/vault", "./lib/durable-folder.ts", "./lib/env.ts", "./lib/kyc"], "The vault knows no database."),
  layer("./lib/storage", ["./lib/storage", "./lib/durable-folder.ts", "./lib/env.ts", "./lib/kyc"], "Storage knows no database."),
  layer("./lib/images", ["./lib/images", "./lib/kyc"], "Image work knows no database."),
  layer("./lib/engines", ["./lib/engines", "./lib/env.ts", "./lib/kyc", "./lib/logger.ts"], "Engines know no database."),
  layer("./lib/demo", ["./lib/demo", "./lib/kyc"], "Demo pictures and people know the core only."),
  {
    target: "./lib/services",
    from: ["./app", "./components", "./lib/http", "./lib/queries", "./lib/jobs", "./lib/cli", "./lib/i18n"],
    message: "Use cases know no transport and no screen.",
  },
  { target: "./lib/http", from: ["./app", "./components", "./lib/queries", "./lib/jobs", "./lib/cli"], message: "The gate knows no screen." },
  layer(
    "./lib/jobs",
    ["./lib/jobs", "./lib/services", "./lib/contracts", "./lib/kyc", "./lib/env.ts", "./lib/logger.ts", "./lib/describe-error.ts", "./lib/errors.ts"],
    "Jobs call services.",
  ),
  { target: "./lib/cli", from: ["./app", "./components", "./lib/http", "./lib/queries"], message: "Commands call services." },
  {
    target: ["./components", "./lib/queries"],
    from: ["./app", "./db", "./lib/services", "./lib/http", "./lib/jobs", "./lib/cli", "./lib/vault", "./lib/storage", "./lib/env.ts"],
    message: "Browser code reaches the server over HTTP.",
  },
  { target: "./app", from: ["./db", "./lib/vault", "./lib/storage", "./lib/jobs", "./lib/cli"], message: "Routes and pages call services." },
  {
    target: ["./db/index.ts", "./db/schema", "./db/queries"],
    from: ["./app", "./components", "./lib/services", "./lib/http", "./lib/queries", "./lib/jobs", "./lib/cli"],
    message: "The database knows the core and the contracts only.",
  },
  layer("./components/ui", ["./components/ui", "./lib/kyc", "./lib/i18n"], "components/ui could ship in another product."),
];

const pointerHandlers = ["onClick", "onMouseDown", "onMouseUp", "onPointerDown"];

export default tseslint.config(
  { ignores: [".next", "node_modules", "next-env.d.ts", "db/migrations", ".data", "test-results"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser: tseslint.parser },
    plugins: { "import-x": importX, "@typescript-eslint": tseslint.plugin, "react-hooks": reactHooks, "jsx-a11y": jsxA11y },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.recommended.rules,
      // A container may hear the keys of the controls in it.
      "jsx-a11y/no-static-element-interactions": ["error", { handlers: pointerHandlers, allowExpressionValues: true }],
      "jsx-a11y/no-noninteractive-element-interactions": ["error", { handlers: pointerHandlers }],
      // What scrolls must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: ["section"], roles: ["tabpanel", "region"] }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/ban-ts-comment": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-empty": "error",
      eqeqeq: "error",
      "prefer-const": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "no-restricted-properties": ["error", { object: "process", property: "env", message: "lib/env.ts parses the environment once." }],
    },
  },
  {
    files: ["**/*.mjs"],
    plugins: { "@typescript-eslint": tseslint.plugin, "import-x": importX },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-empty": "error",
      eqeqeq: "error",
      "prefer-const": "error",
      "no-var": "error",
      "import-x/no-cycle": "error",
    },
  },
  {
    files: ["lib/kyc/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take the time as an argument." },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Take the time as an argument." },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: "Take randomness as an argument." },
        { selector: ":function[async=true]", message: "The core does no I/O, so nothing in it is async." },
      ],
      "no-restricted-imports": ["error", { patterns: ["next", "next/*", "react", "drizzle-orm", "drizzle-orm/*", "pg", "node:*", "@tanstack/*"] }],
    },
  },
  {
    files: ["lib/services/**/*.ts", "lib/jobs/**/*.ts", "lib/http/**/*.ts", "lib/vault/**/*.ts", "lib/storage/**/*.ts", "lib/engines/**/*.ts", "lib/images/**/*.ts", "db/index.ts", "db/queries/**/*.ts", "lib/env.ts", "lib/auth.ts"],
    ignores: ["**/*.test.ts", "lib/services/audit-hash.ts", "lib/services/audit-mapper.ts", "lib/http/content-security-policy.ts", "lib/http/next-path.ts"],
    rules: { "no-restricted-syntax": ["error", { selector: "Program:not(:has(> ImportDeclaration[source.value='server-only']))", message: "A server file begins with import \"server-only\"." }] },
  },
  { files: ["**/*.tsx"], rules: { "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }] } },
  { files: ["lib/kyc/codes/catalogue.ts", "lib/kyc/country.ts"], rules: { "max-lines": "off" } },
  { files: ["lib/cli/**", "e2e/**", "db/test/**", "db/migrate.ts", "lib/env.ts", "lib/demo/fonts.ts", "*.config.ts", "instrumentation.ts"], rules: { "no-restricted-properties": "off", "no-console": "off" } },
  { files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "db/test/**"], rules: { "max-lines-per-function": "off", "import-x/no-restricted-paths": "off" } },
  // Playwright hands fixtures on with a function named use.
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
);
