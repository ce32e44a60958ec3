/**
 * Draws the pictures in docs/ from the program itself, after a build: `node dist/test/pictures.js`.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PICTURES, show } from './docsPictures.js';
import { renderAnimatedSvg, renderSvg } from './svg.js';

const folder = fileURLToPath(new URL('../../docs/', import.meta.url));

mkdirSync(folder, { recursive: true });
for (const picture of PICTURES) {
  const { name, title, animated } = picture;
  const svg = await show(picture, (_program, frames) =>
    animated ? renderAnimatedSvg(frames, { title }) : renderSvg(frames.at(-1)!.screen, { title }),
  );
  writeFileSync(`${folder}${name}.svg`, svg);
  console.log(`docs/${name}.svg: ${svg.length} characters`);
}
