/** What the tutorial's page shows: the lines its program printed, with t and the loss. */
const LINES = `99 3052.3285581389755
199 2101.231105689561
299 1448.962938502716
399 1001.1222526545394
499 693.2912335926904
599 481.46098829148957
699 335.53099466366257
799 234.88988191993673
899 165.40778612173372
999 117.38708654519182
1099 84.16454622581762
1199 61.15670120831415
1299 45.207199119984885
1399 34.14006526328805
1499 26.45357069231725
1599 21.110209965762127
1699 17.39245106188341
1799 14.803547872126408
1899 12.99926186323586
1999 11.740809011942455`;

export const PUBLISHED = {
  /** Not on the page: the start from which its numbers come out. */
  initial: [-1.8161428228358607, -0.5176617735580918, -0.6724006774542982, 0.10216641477200068],
  records: LINES.split('\n').map((line) => {
    const [t, loss] = line.split(' ').map(Number) as [number, number];
    return { t, loss };
  }),
  result: [-0.051995161302446156, 0.8347736541045064, 0.008970030527890624, -0.0902057477016836],
  resultLine:
    'Result: y = -0.051995161302446156 + 0.8347736541045064 x + 0.008970030527890624 x^2 + ' +
    '-0.0902057477016836 x^3',
};

/** The tutorial's problem. */
export const TUTORIAL = {
  degree: 3,
  samples: 2000,
  interval: [-Math.PI, Math.PI],
  learningRate: 1e-6,
} as const;

/** Its least-squares coefficients and their loss, the least possible. */
export const OPTIMUM = {
  coefficients: [0, 0.85674084307378, 0, -0.0933303890406],
  loss: 8.817165410007,
};
