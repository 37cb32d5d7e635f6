package output

import (
	"path"
	"strings"
)

// mediaTypes are the media types of the files that sites hold, by the endings
// of their names. No machine's own table is asked, so that a site is the same
// wherever it is made. https://www.iana.org/assignments/media-types/
var mediaTypes = map[string]string{
	".css": "text/css", ".csv": "text/csv", ".eml": "message/rfc822", ".html": "text/html", ".ics": "text/calendar", ".js": "text/javascript",
	".json": "application/json", ".jsonl": "application/jsonl", ".jsonld": "application/ld+json",
	".md": "text/markdown", ".svg": "image/svg+xml", ".txt": "text/plain",
	".webmanifest": "application/manifest+json", ".xml": "application/xml", ".pdf": "application/pdf", ".vtt": "text/vtt",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".ico": "image/vnd.microsoft.icon",
	".mp4": "video/mp4", ".webm": "video/webm", ".woff2": "font/woff2",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}

// MediaType is the media type of a file by its name, without parameters; ""
// for an ending that sites do not hold by themselves.
func MediaType(name string) string { return mediaTypes[strings.ToLower(path.Ext(name))] }
