/**
 * Draws the pictures in docs/ from the program itself, after a build: `node dist/test/pictures.js`.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Frame, renderAnimatedSvg, renderSvg } from './svg.js';
import { type Program, startProgram } from './terminal/program.js';

/** Keys that are typed as soon as the screen says something. */
interface Step {
  readonly until: RegExp;
  readonly keys: string;
}

interface Picture {
  /** The file's name in docs/, without `.svg`. */
  readonly name: string;
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly args: readonly string[];
  readonly steps: readonly Step[];
  /** What the screen says, after the last step, when the picture is taken. */
  readonly until: RegExp;
  /** Whether the picture shows the way there as well. */
  readonly animated: boolean;
}

const LEFT = '\x1b[D';
const PAGE_UP = '\x1b[5~';
const ENTER = '\r';

const screen = { columns: 100, rows: 30, animated: false };

const PICTURES: readonly Picture[] = [
  {
    ...screen,
    name: 'training',
    title: 'A session: training, rewinding, and training on with a larger learning rate',
    args: ['--seed', '0', '--iterations', '1500'],
    steps: [
      { until: /iteration +999 /, keys: PAGE_UP },
      { until: /iteration +(0|99) of/, keys: ENTER },
      { until: /RUNNING/, keys: ']'.repeat(15) },
    ],
    until: /FINISHED/,
    animated: true,
  },
  {
    ...screen,
    name: 'residual',
    title: 'The residual: what the cubic still gets wrong, and where',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [{ until: /FINISHED/, keys: 'v' }],
    until: /residual/,
  },
  {
    ...screen,
    name: 'surface',
    title: 'The loss over b and d: the run creeps along the floor of a long valley',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [{ until: /FINISHED/, keys: 'vv' }],
    until: /loss over b, d/,
  },
  {
    ...screen,
    name: 'side-by-side',
    title: 'Three learning rates side by side',
    args: ['--seed', '0', '--pace', 'max', '--lr', '1e-7', '1e-6', '3.5e-6'],
    steps: [{ until: /FINISHED/, keys: '\t' }],
    until: /Showing B/,
  },
  {
    ...screen,
    name: 'rewound',
    title: 'Looking back at an earlier update of the run, and at the run before it',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [
      { until: /FINISHED/, keys: 'n' },
      { until: /1 seed 0[\s\S]*FINISHED|FINISHED[\s\S]*1 seed 0/, keys: LEFT.repeat(12) },
    ],
    until: /REWOUND/,
  },
  {
    ...screen,
    name: 'help',
    title: 'The help: every key, and every number on the screen',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [{ until: /FINISHED/, keys: '?' }],
    until: /Help/,
  },
  {
    ...screen,
    name: 'ascii',
    title: 'Without Unicode and without colour',
    args: ['--seed', '0', '--pace', 'max', '--ascii', '--no-color'],
    steps: [],
    until: /FINISHED/,
  },
];

/** Milliseconds without output after which a drawing is taken as complete. */
const COMPLETE = 60;
/** Milliseconds that an animation stays at its last frame. */
const LAST_FRAME = 4000;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Goes through the steps, and keeps every frame on the way. */
async function record(program: Program, { steps, until }: Picture): Promise<Frame[]> {
  const frames: Frame[] = [];
  let text = await program.quiet(COMPLETE);
  let start = performance.now();
  for (const step of [...steps, { until, keys: '' }]) {
    while (text.search(step.until) < 0) {
      const screen = program.emulator.screen();
      const shown = text;
      await program.waitFor((changed) => changed !== shown);
      text = await program.quiet(COMPLETE);
      const now = performance.now();
      frames.push({ screen, milliseconds: Math.round(now - start) });
      start = now;
    }
    program.press(step.keys);
  }
  return [...frames, { screen: program.emulator.screen(), milliseconds: LAST_FRAME }];
}

async function take(picture: Picture) {
  const { name, title, columns, rows, args, animated } = picture;
  const program = startProgram(process.execPath, [`${root}bin/sinfit-tui`, ...args], {
    columns,
    rows,
    cwd: root,
  });
  try {
    await program.waitFor((screen) => program.emulator.alternate && screen.trim() !== '');
    const frames = await record(program, picture);
    const svg = animated
      ? renderAnimatedSvg(frames, { title })
      : renderSvg(program.emulator.screen(), { title });
    writeFileSync(`${root}docs/${name}.svg`, svg);
    console.log(`docs/${name}.svg: ${svg.length} characters`);
  } finally {
    await program.close();
  }
}

mkdirSync(`${root}docs`, { recursive: true });
for (const picture of PICTURES) {
  await take(picture);
}
