//go:build !race

package generator_test

const racing = false
