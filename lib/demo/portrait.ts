import "server-only";

const skins = ["#f3d3b8", "#e8b88f", "#d39a6a", "#a86b42", "#7a4a2c", "#5b3520"];
const hairs = ["#20180f", "#4a2f1a", "#7b4a1f", "#b5803c", "#8d8d8d", "#141414"];
const clothes = ["#31506f", "#6f3b3b", "#3d5a45", "#59487a", "#7a6236", "#2e2e36"];
const walls = ["#dfe5ea", "#e9e2d6", "#d8e4dc", "#e5dde8"];

const at = (list: readonly string[], index: number) => list[index % list.length] ?? list[0] ?? "#888888";

function hairOf(seed: number, isLong: boolean, colour: string): { behind: string; front: string } {
  const fringe = ["M118 150 Q150 78 200 82 Q250 78 282 150 Q240 118 200 122 Q150 118 118 150Z", "M116 160 Q118 76 200 78 Q282 76 284 160 Q266 112 226 108 Q160 120 116 160Z", "M120 146 Q140 84 210 84 Q276 88 280 150 Q256 126 214 126 Q196 108 120 146Z"];
  const behind = isLong ? `<path d="M104 170 Q100 66 200 66 Q300 66 296 170 L304 318 Q252 340 200 340 Q148 340 96 318Z" fill="${colour}"/>` : "";
  return { behind, front: `<path d="${at(fringe, seed)}" fill="${colour}"/>` };
}

/** A drawn head and shoulders, 400 × 500, the same for the same seed. `scene` 0 is a document's grey, others a room. */
export function portraitSvg(seed: number, gender: "female" | "male", scene: number): string {
  const skin = at(skins, seed * 5 + 1);
  const hair = at(hairs, seed * 7);
  const { behind, front } = hairOf(seed, gender === "female" ? seed % 4 !== 3 : seed % 9 === 4, hair);
  const eye = 168 + (seed % 3) * 3;
  const glasses =
    seed % 5 === 2
      ? `<g fill="none" stroke="#26292e" stroke-width="4"><circle cx="${eye}" cy="196" r="22"/><circle cx="${400 - eye}" cy="196" r="22"/><path d="M${eye + 22} 194H${378 - eye}"/></g>`
      : "";
  const beard = gender === "male" && seed % 3 === 1 ? `<path d="M138 226 Q150 316 200 318 Q250 316 262 226 Q244 262 200 262 Q156 262 138 226Z" fill="${hair}" opacity="0.9"/>` : "";
  const wall = scene === 0 ? "#d9dcdf" : at(walls, seed + scene);
  const room = scene === 0 ? "" : `<rect x="270" y="0" width="130" height="330" fill="#ffffff" opacity="0.35"/><rect x="0" y="360" width="400" height="140" fill="#000000" opacity="0.06"/>`;

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="400" height="500">
<rect width="400" height="500" fill="${wall}"/>${room}${behind}
<path d="M40 500 Q52 386 150 372 L250 372 Q348 386 360 500Z" fill="${at(clothes, seed * 3 + scene)}"/>
<path d="M166 300 H234 V378 Q200 410 166 378Z" fill="${skin}"/><path d="M166 330 Q200 356 234 330 V346 Q200 372 166 346Z" fill="#000000" opacity="0.12"/>
<ellipse cx="122" cy="206" rx="14" ry="24" fill="${skin}"/><ellipse cx="278" cy="206" rx="14" ry="24" fill="${skin}"/>
<path d="M122 180 Q122 96 200 96 Q278 96 278 180 Q280 326 200 330 Q120 326 122 180Z" fill="${skin}"/>
${beard}${front}
<g fill="#ffffff"><ellipse cx="${eye}" cy="196" rx="13" ry="8"/><ellipse cx="${400 - eye}" cy="196" rx="13" ry="8"/></g>
<g fill="#2b2118"><circle cx="${eye}" cy="196" r="7"/><circle cx="${400 - eye}" cy="196" r="7"/></g>
<g stroke="${hair}" stroke-width="6" stroke-linecap="round" fill="none"><path d="M${eye - 17} 176 q17 -9 34 -1"/><path d="M${383 - eye} 175 q17 -8 34 1"/></g>
<path d="M200 200 q-9 34 -13 42 q13 9 26 0" fill="none" stroke="#000000" stroke-opacity="0.22" stroke-width="4" stroke-linecap="round"/>
<path d="M170 278 q30 ${10 + (seed % 4) * 4} 60 0" fill="none" stroke="#8f3b3b" stroke-width="7" stroke-linecap="round"/>${glasses}</svg>`;
}
