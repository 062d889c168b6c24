// Package workflow holds the generated client.
package workflow
