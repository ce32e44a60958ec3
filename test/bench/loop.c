/*
 * The tutorial's loop in C, for a polynomial of degree DEGREE: forward pass, loss, backward pass
 * and update, 2000 times over 2000 points.
 *
 *     gcc -O3 -DDEGREE=3 loop.c -lm && ./a.out 5
 *
 * prints the nanoseconds that each of 5 runs took, a line each, and at last the loss.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES = 2000, ITERATIONS = 2000 };

static const double PI = 3.14159265358979323846;

static double x[SAMPLES], y[SAMPLES];

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static double train(void) {
  const double learning_rate = 1e-12;
  double coefficients[DEGREE + 1] = {0};
  double loss = 0;
  for (int t = 0; t < ITERATIONS; t++) {
    double gradient[DEGREE + 1] = {0};
    loss = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double powers[DEGREE + 1];
      powers[0] = 1;
      double predicted = coefficients[0];
      for (int k = 1; k <= DEGREE; k++) {
        powers[k] = powers[k - 1] * x[i];
        predicted += coefficients[k] * powers[k];
      }
      double error = predicted - y[i];
      loss += error * error;
      for (int k = 0; k <= DEGREE; k++) {
        gradient[k] += 2 * error * powers[k];
      }
    }
    for (int k = 0; k <= DEGREE; k++) {
      coefficients[k] -= learning_rate * gradient[k];
    }
  }
  return loss;
}

int main(int argc, char **argv) {
  int runs = argc > 1 ? atoi(argv[1]) : 1;
  for (int i = 0; i < SAMPLES; i++) {
    x[i] = -PI + i * (2 * PI / (SAMPLES - 1));
    y[i] = sin(x[i]);
  }
  double loss = 0;
  for (int run = 0; run < runs; run++) {
    double begun = nanoseconds();
    loss = train();
    printf("%.0f\n", nanoseconds() - begun);
  }
  /* Printed so that no compiler may leave the work out. */
  fprintf(stderr, "%.17g\n", loss);
  return 0;
}
