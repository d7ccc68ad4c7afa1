import { Counter, collectDefaultMetrics, Gauge, Histogram, type Metric, Registry } from 'prom-client'

/** What Prometheus may ask for. Asking twice for a name gives the same metric, so a verb can do it where it counts. */
export type Metrics = {
  registry: Registry
  counter: <L extends string = never>(name: string, help: string, labelNames?: readonly L[]) => Counter<L>
  gauge: <L extends string = never>(name: string, help: string, labelNames?: readonly L[]) => Gauge<L>
  histogram: <L extends string = never>(
    name: string,
    help: string,
    options?: { labelNames?: readonly L[]; buckets?: number[] },
  ) => Histogram<L>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const known = <M extends Metric>(name: string, create: () => M): M =>
    // A name belongs to one kind of metric for the life of the program.
    (registry.getSingleMetric(name) as M | undefined) ?? create()

  return {
    registry,
    counter: (name, help, labelNames = []) =>
      known(name, () => new Counter({ name, help, labelNames, registers })),
    gauge: (name, help, labelNames = []) =>
      known(name, () => new Gauge({ name, help, labelNames, registers })),
    histogram: (name, help, { labelNames = [], buckets } = {}) =>
      known(name, () => new Histogram({ name, help, labelNames, registers, ...(buckets && { buckets }) })),
  }
}
