// Package telemetry lets others see how the program fares: the log, metrics for Prometheus, the sign of life for a
// balancer, and the state of its parts for the administrator. None of it holds personal data.
package telemetry
