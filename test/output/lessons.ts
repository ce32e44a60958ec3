/** A lesson for tests, with a task of each kind. */

import { lessonOf } from '../lessons/lessons.js';

export const rates = lessonOf({
  title: 'Rates',
  about: 'how large',
  steps: [
    { text: 'Look.', options: { seed: 42, lr: 4e-6 } },
    {
      text: 'Well?',
      task: {
        choose: [
          { answer: 'up', if: 'rate > limit', run: { lr: 5e-6 } },
          { answer: 'down', if: 'rate < limit', run: { lr: 1e-6 } },
        ],
      },
      why: 'It is above {limit}.',
    },
    { text: 'The limit?', task: { number: { is: 'limit', within: 0.05 } } },
    {
      text: 'Go there.',
      task: { reach: { if: ['iteration >= 10'], view: { plot: 'residual' } } },
      why: 'There.',
    },
  ],
});
