//go:build !linux

// Command powercut needs Linux.
package main

func main() { panic("powercut needs Linux") }
