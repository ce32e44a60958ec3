/** What the pictures in docs/ show, and the program brought to show it. */

import type { Frame } from './svg.js';
import { type Program, startProgram } from './terminal/program.js';
import { CLI } from './terminal/sinfit.js';

/** Keys that are typed as soon as the screen says something. */
interface Step {
  readonly until: RegExp;
  readonly keys: string;
}

export interface Picture {
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

const PAGE_UP = '\x1b[5~';
const PAGE_DOWN = '\x1b[6~';
const HOME = '\x1b[H';
const ENTER = '\r';

const screen = { columns: 100, rows: 30, animated: false };

/** Each is the same whenever it is taken, except for times. */
export const PICTURES: readonly Picture[] = [
  {
    ...screen,
    name: 'training',
    title: 'A session: training, rewinding, and training on with a larger learning rate',
    args: ['--seed', '0', '--iterations', '1000'],
    steps: [
      { until: /FINISHED/, keys: HOME },
      { until: /back at +0 of/, keys: PAGE_DOWN },
      { until: /back at +99 of/, keys: `${']'.repeat(15)}${ENTER}` },
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
    until: /cubic - sin/,
  },
  {
    ...screen,
    name: 'surface',
    title: 'The loss over b and d: the run creeps along the floor of a long valley',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [{ until: /FINISHED/, keys: 'vv' }],
    until: /X best/,
  },
  {
    ...screen,
    name: 'side-by-side',
    title: 'Three learning rates side by side',
    args: ['--seed', '0', '--pace', 'max', '--lr', '1e-7', '1e-6', '3.5e-6'],
    steps: [{ until: /FINISHED/, keys: '\t' }],
    until: /B: Coefficients/,
  },
  {
    ...screen,
    name: 'race',
    title: 'Five optimizers side by side',
    args: [
      '--seed',
      '42',
      '--pace',
      'max',
      '--optimizer',
      'sgd',
      'momentum',
      'nesterov',
      'rmsprop',
      'adam',
    ],
    steps: [{ until: /FINISHED/, keys: '\t' }],
    until: /B: Coefficients/,
  },
  {
    ...screen,
    name: 'plane',
    title: 'Iterations until the loss is near the best, by beta and learning rate',
    args: ['--seed', '42', '--pace', 'max', '--optimizer', 'momentum', '--lr', '3e-6'],
    steps: [{ until: /FINISHED/, keys: 'vvv' }],
    until: /! diverges/,
  },
  {
    ...screen,
    name: 'rewound',
    title: 'Looking back at an earlier update of the run, and at the run before it',
    args: ['--seed', '0', '--pace', 'max'],
    steps: [
      { until: /FINISHED/, keys: HOME },
      { until: /back at +0 of/, keys: `${']'.repeat(15)}${ENTER}` },
      { until: /FINISHED/, keys: PAGE_UP.repeat(12) },
    ],
    until: /REWOUND[\s\S]*back at +899 of/,
  },
  {
    ...screen,
    name: 'lesson',
    title: 'A lesson: a wrong answer is run, and the reason told',
    args: ['learn', 'limit'],
    steps: [{ until: /1 of 5: .*/, keys: '2' }],
    until: /FINISHED/,
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

/**
 * Runs the program until it shows what the picture does.
 *
 * @param use is given the program then, and the frames on the way there; it may wait for more.
 */
export async function show<T>(
  picture: Picture,
  use: (program: Program, frames: readonly Frame[]) => T | Promise<T>,
): Promise<T> {
  const { columns, rows, args } = picture;
  const program = startProgram(process.execPath, [CLI, ...args], { columns, rows });
  try {
    await program.waitFor((screen) => program.emulator.alternate && screen.trim() !== '');
    return await use(program, await record(program, picture));
  } finally {
    await program.close();
  }
}
