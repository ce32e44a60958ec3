import { readFileSync } from 'node:fs';

/** What mpmath-momentum.py wrote. */
interface MomentumData {
  /** The iterations of the losses. */
  readonly checkpoints: readonly number[];
  /** The iteration at which the learning rate of the runs `changed` is halved. */
  readonly change: number;
  /** Of every coefficient, where the runs `changed` start. */
  readonly velocity: number;
  readonly problems: readonly {
    readonly degree: number;
    readonly samples: number;
    readonly interval: readonly [number, number];
    readonly initial: readonly number[];
    readonly runs: readonly {
      readonly name: 'momentum' | 'nesterov';
      /** Whether the closed form's best pair was taken. */
      readonly isBest: boolean;
      readonly beta: number;
      readonly learningRate: number;
      readonly losses: readonly number[];
      readonly changed: readonly number[];
    }[];
  }[];
}

const file = new URL('../../../test/fit/data/mpmath-momentum.json', import.meta.url);

export const momentumData: MomentumData = JSON.parse(readFileSync(file, 'utf8'));
