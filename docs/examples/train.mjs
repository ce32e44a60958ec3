// Trains the tutorial's cubic with NumPy's seed 42 and prints what the tutorial prints.
import { formatPolynomial, train } from 'sinfit-tui';

for await (const { status, iteration, loss, coefficients } of train({ seed: 42 })) {
  if (status === 'running') {
    console.log(iteration, loss);
  } else {
    console.log(status === 'finished' ? `Result: ${formatPolynomial(coefficients)}` : status);
  }
}
