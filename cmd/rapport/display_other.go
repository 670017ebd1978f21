//go:build !linux

package main

// hasDisplay is always true where the system brings its own screen.
func hasDisplay() error { return nil }
