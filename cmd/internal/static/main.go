// Command static serves a finished site on this machine, to look at it.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: static DIR")
		os.Exit(2)
	}
	const address = "localhost:1313"
	fmt.Printf("%s is at http://%s/ (Ctrl-C ends it)\n", os.Args[1], address)
	server := &http.Server{Addr: address, Handler: http.FileServer(http.Dir(os.Args[1])), ReadHeaderTimeout: 5 * time.Second}
	fmt.Fprintln(os.Stderr, server.ListenAndServe())
	os.Exit(1)
}
