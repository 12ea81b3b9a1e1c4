import { describe, expect, test } from "vitest";
import { maxImageBytes } from "@/lib/images/inspect";
import { maxFields, readMultipart } from "./read-multipart";

const wanted = new Set(["idImage", "idBackImage"]);
const formRequest = (form: FormData) => new Request("http://desk.test/v3/submission/step1", { method: "POST", body: form });
const rawRequest = (body: string | ReadableStream, type = "multipart/form-data; boundary=x") =>
  new Request("http://desk.test/", { method: "POST", headers: { "content-type": type }, body, duplex: "half" } as RequestInit);

const file = (bytes: number, fill = 7) => new Blob([Buffer.alloc(bytes, fill)], { type: "image/jpeg" });

test("gives fields as text and the wanted files as bytes", async () => {
  const form = new FormData();
  form.set("email", "김하늘@example.com");
  form.set("idImage", file(1_000), "신분증.jpg");
  form.set("other", file(500), "other.bin");
  const read = await readMultipart(formRequest(form), wanted);
  expect(read).toMatchObject({ fields: new Map([["email", "김하늘@example.com"]]) });
  expect("files" in read && [...read.files].map(([name, bytes]) => [name, bytes.length])).toEqual([["idImage", 1_000]]);
});

test("an image of 2 MB to the byte is read, and an empty one too", async () => {
  const form = new FormData();
  form.set("idImage", file(maxImageBytes), "a.jpg");
  form.set("idBackImage", file(0), "b.jpg");
  const read = await readMultipart(formRequest(form), wanted);
  expect("files" in read && [...read.files.values()].map((bytes) => bytes.length)).toEqual([maxImageBytes, 0]);
});

describe("stops at", () => {
  test("the first byte over 2 MB, without waiting for the rest", async () => {
    let sent = 0;
    const head = 'Content-Disposition: form-data; name="idImage"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from(`--x\r\n${head}`)),
      pull: (controller) => {
        sent += 64 * 1024;
        controller.enqueue(Buffer.alloc(64 * 1024, 7));
      },
    });
    expect(await readMultipart(rawRequest(endless), wanted)).toEqual({ fault: "file_too_large", part: "idImage" });
    expect(sent).toBeLessThan(2 * maxImageBytes);
  });

  test("the twenty-sixth field", async () => {
    const form = new FormData();
    for (let n = 0; n <= maxFields; n += 1) form.set(`f${n}`, "x");
    expect(await readMultipart(formRequest(form), wanted)).toEqual({ fault: "too_many_parts" });
  });

  test("a field of more than 16 kB", async () => {
    const form = new FormData();
    form.set("cf1", "x".repeat(16 * 1024 + 1));
    expect(await readMultipart(formRequest(form), wanted)).toEqual({ fault: "field_too_large" });
  });
});

test("of a name that comes twice the last value counts", async () => {
  const form = new FormData();
  form.append("email", "first@example.com");
  form.append("email", "last@example.com");
  expect(await readMultipart(formRequest(form), wanted)).toMatchObject({ fields: new Map([["email", "last@example.com"]]) });
});

test.each<[string, Request, string]>([
  ["JSON", rawRequest("{}", "application/json"), "not_multipart"],
  ["no type", rawRequest("{}", ""), "not_multipart"],
  ["multipart without a boundary", rawRequest("--x--", "multipart/form-data"), "not_multipart"],
  ["multipart with an empty boundary", rawRequest("--x--", "multipart/form-data; charset=utf-8"), "not_multipart"],
  ["no body", new Request("http://desk.test/", { method: "POST", headers: { "content-type": "multipart/form-data; boundary=x" } }), "not_multipart"],
  ["a part without an end", rawRequest('--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nanna'), "broken"],
  ["a body that is none", rawRequest("hello"), "broken"],
])("%s is no multipart that can be read", async (_name, request, fault) => {
  expect(await readMultipart(request, wanted)).toEqual({ fault });
});

test("a body that breaks off is broken, not half read", async () => {
  const breaking = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nan')),
    pull: (controller) => controller.error(new Error("gone")),
  });
  expect(await readMultipart(rawRequest(breaking), wanted)).toEqual({ fault: "broken" });
});
