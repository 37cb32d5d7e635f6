//go:build !unix

package output

func limitFileSize(string) {}
