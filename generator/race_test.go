//go:build race

package generator_test

// racing tells that the race detector watches, which makes everything some ten times
// slower. What tests try at random, or over and over, is then tried less often: races
// lie between the parts of a build, not in what it is built of. Without the detector
// all of it is tried.
const racing = true
