package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel         = windows.NewLazySystemDLL("kernel32.dll")
	consoleProcess = kernel.NewProc("GetConsoleProcessList")
	freeConsole    = kernel.NewProc("FreeConsole")
)

// doubleClicked tells whether the program was started by a double click: then its console
// was made just for it, and nobody else is there.
func doubleClicked() bool {
	var ids [2]uint32
	n, _, _ := consoleProcess.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// leaveConsole closes the console that was made for the program, since there is nothing to
// be read in it: a console that nobody uses any more goes.
func leaveConsole() { _, _, _ = freeConsole.Call() }

// documents is the folder of the person's documents; "" where there is none.
func documents() string {
	folder, err := windows.KnownFolderPath(windows.FOLDERID_Documents, 0)
	if err != nil {
		return ""
	}
	return folder
}
