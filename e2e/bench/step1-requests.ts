import sharp from "sharp";

const boundary = "----verdict-bench";
const disposition = (parameters: string) => `--${boundary}\r\ncontent-disposition: form-data; ${parameters}\r\n`;

/** What a browser's camera gives the page of a client, which sends it on as it is. */
export const picture = { width: 1_920, height: 1_280 } as const;

/** A photograph's weight, by its noise: some 440 kB. */
async function drawDocument(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
  return sharp({ create: { ...picture, channels: 3, background: "#dde6f0", noise } }).jpeg({ quality: 80 }).toBuffer();
}

export interface Step1Requests {
  headers: Record<string, string>;
  imageBytes: number;
  /** The next applicant's: every e-mail is a new one. */
  next(): { method: "POST"; path: string; body: Buffer };
}

/** A passport's Step 1, of one applicant after another. */
export async function step1Requests(apiKey: string): Promise<Step1Requests> {
  const image = await drawDocument();
  const imageHead = Buffer.from(`${disposition('name="idImage"; filename="id.jpg"')}content-type: image/jpeg\r\n\r\n`);
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  let applicants = 0;

  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "x-api-key": apiKey },
    imageBytes: image.length,
    next: () => {
      applicants += 1;
      const fields = { issuingCountry: "UTO", email: `applicant${applicants}@bench.test`, idType: "passport" };
      const parts = Object.entries(fields).map(([name, value]) => `${disposition(`name="${name}"`)}\r\n${value}\r\n`);
      return { method: "POST", path: "/v3/submission/step1", body: Buffer.concat([Buffer.from(parts.join("")), imageHead, image, end]) };
    },
  };
}
