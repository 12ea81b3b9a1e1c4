import type { AxiosResponse, AxiosStatic } from "axios";
import type { Page } from "@playwright/test";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { openClientSite, type ClientSite } from "./client-site";
import { sha256Of } from "./engine-double";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { claims, newPicture } from "./intake-client";
import { remoteDouble } from "./remote-double";

/** A website of a client's, on an origin of its own: what it does to the API it does with axios, in a browser. */
let site: ClientSite;

test.beforeAll(async () => {
  site = await openClientSite();
});

test.afterAll(() => site.close());

interface Heard {
  status: number;
  data: Record<string, unknown>;
}

interface Sent {
  path: string;
  key: string;
  fields: Record<string, string>;
  images: Record<string, string>;
  headers?: Record<string, string>;
}

/** The published sample: a FormData, given to axios.post with its content type named. What axios throws is read as clients read it. */
function postForm(page: Page, { path, ...sent }: Sent): Promise<Heard> {
  return page.evaluate(
    async ({ url, key, fields, images, headers }) => {
      const { axios } = window as unknown as { axios: AxiosStatic };
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const [name, base64] of Object.entries(images)) form.append(name, new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], `${name}.jpg`, { type: "image/jpeg" }));
      const heardOf = ({ status, data }: AxiosResponse<Record<string, unknown>>) => ({ status, data });
      return axios.post(url, form, { headers: { "x-api-key": key, "Content-Type": "multipart/form-data", ...headers } }).then(heardOf, (error: unknown) => {
        if (axios.isAxiosError<Record<string, unknown>>(error) && error.response !== undefined) return heardOf(error.response);
        throw error;
      });
    },
    { url: `${e2e.origin}${path}`, ...sent },
  );
}

const base64Of = async () => (await newPicture()).toString("base64");

test("a page of another origin posts Step 1 and Step 2 with axios, reads who it is, and shows the picture", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [site.origin] });
  await page.goto(site.origin);
  expect(new URL(page.url()).origin).not.toBe(e2e.origin);

  const fields = { issuingCountry: "KOR", email: "jia+shop@applicant.test", idType: "passport", userid: "shop-7", cf1: "spring" };
  const first = await postForm(page, { path: "/v3/submission/step1", key, fields, images: { idImage: await base64Of() } });
  expect(first).toMatchObject({ status: 200, data: { verificationResult: "success", kycStatus: "incomplete", retryCount: 0 } });
  const submissionId = String(first.data["submissionId"]);

  const second = await postForm(page, { path: "/v3/submission/step2", key, fields: { submissionId, ...claims, date_of_birth: "1994-05-13" }, images: { faceImage: await base64Of() } });
  expect(second).toEqual({ status: 200, data: { verificationResult: "success", faceSimilarityScore: 97, livenessScore: null, kycStatus: "pending", retryCount: 0 } });

  const read = await page.evaluate(
    async ({ url, key, submissionId }) => {
      const { axios } = window as unknown as { axios: AxiosStatic };
      const headers = { "x-api-key": key };
      const { data } = await axios.get(url, { headers, params: { submission_id: submissionId } });
      const lists = await axios.get(url, { headers, params: { email: ["nobody@applicant.test", "jia+shop@applicant.test"] } });
      const image = new Image();
      image.src = data.Items[0].image.idImage;
      await image.decode();
      document.body.append(image);
      return { birth: data.Items[0].data.date_of_birth, nationality: data.Items[0].data.nationality, found: lists.data.Items.length, width: image.naturalWidth };
    },
    { url: `${e2e.origin}/v3/submission`, key, submissionId },
  );
  expect(read).toEqual({ birth: "1994-05-13", nationality: "KOR", found: 1, width: 320 });
});

test("axios on a page of another origin reads a retry, and of an error its first message", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [site.origin] });
  await page.goto(site.origin);
  const idImage = await newPicture();
  await remoteDouble(e2e.engines.origin).program("readZone", sha256Of(idImage), { facts: { isWhole: false } });
  const fields = { issuingCountry: "UTO", email: "jonas@applicant.test", idType: "passport" };
  const images = { idImage: idImage.toString("base64") };
  const path = "/v3/submission/step1";
  expect(await postForm(page, { path, key, fields, images })).toMatchObject({
    status: 200, data: { retry: [{ retryCode: "mrz_protocol_fail", retryMsg: "Failed to detect full MRZ" }], kycStatus: "incomplete", retryCount: 1 },
  });
  expect(await postForm(page, { path, key, fields: { ...fields, idType: "library_card" }, images })).toMatchObject({
    status: 400, data: { errorCode: "invalid_id_type", errors: [{ message: stepMessage("step1", "invalid_id_type").message }] },
  });
  // More than the limit: the page still hears why.
  const large = Buffer.alloc(3 * 1024 * 1024, 7).toString("base64");
  expect(await postForm(page, { path, key, fields, images: { idImage: large } })).toMatchObject({ status: 413, data: { errorCode: "invalid_id_image" } });
});

test("the calls that send JSON, and other methods than POST, work for axios on a page of another origin", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [site.origin] });
  const [submissionId, other] = [await cast.addCase(), await cast.addCase()];
  await page.goto(site.origin);
  const { lead, admin } = cast.members;
  const heard = await page.evaluate(
    async ({ url, key, submissionId, other, lead, admin, image }) => {
      const { axios } = window as unknown as { axios: AxiosStatic };
      const api = axios.create({ baseURL: url, headers: { "x-api-key": key } });
      const answers = [
        await api.post("/review", { admin: lead, submissionId, status: "approved" }, { headers: { "idempotency-key": "once" } }),
        await api.patch("", { submissionId, admin: lead, data: { gender: "male" } }),
        await api.put("/image", { submissionId, admin: lead, selfieImage: image }),
        await api.delete("/partial", { params: { submission_id: submissionId, fields: ["userid", "selfie_image"] } }),
        await api.delete("", { params: { submission_id: other, admin_name: admin } }),
      ];
      return answers.map(({ status, data }) => [status, data.message]);
    },
    { url: `${e2e.origin}/v3/submission`, key, submissionId, other, lead: lead.email, admin: admin.email, image: await base64Of() },
  );
  expect(heard).toEqual([
    [200, "Success to review submission."],
    [200, "Success to update submission."],
    [200, "complete to update image."],
    [200, "Success to delete submission data."],
    [200, "Success to delete submission."],
  ]);
});
