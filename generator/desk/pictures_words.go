package desk

import (
	"maps"

	"parvis/generator/catalog"
)

func init() { maps.Copy(said, pictureWords) }

// pictureWords are the words of the pages that take a picture, by the names that the
// templates give them.
var pictureWords = map[string]catalog.Message{
	"picture-add":     catalog.Say("Add a picture"),
	"portrait-add":    catalog.Say("Choose a portrait"),
	"picture-choose":  catalog.Say("A picture for the story"),
	"portrait-other":  catalog.Say("Choose another portrait"),
	"portrait-choose": catalog.Say("A portrait"),
	"picture-words":   catalog.Say("What the picture shows"),
	"portrait-words":  catalog.Say("The part that is shown"),
	"picture-how": catalog.Say("Take a photograph as it comes from the telephone or the camera: choose it, drop it on this page, or paste it. " +
		"It is turned upright and made as small as the site shows it."),
	"picture-private": catalog.Say("What the camera noted of the place, the time and itself is left out. " +
		"Whoever can be recognised has to have agreed; for children, their parents."),
	"portrait-how":    catalog.Say("Daylight from a window, a plain wall, the camera at eye height. It is cut upright, four by five."),
	"picture-file":    catalog.Say("The picture"),
	"picture-next":    catalog.Say("Take this one"),
	"picture-back":    catalog.Say("Back to the form"),
	"picture-other":   catalog.Say("Take another one"),
	"picture-reading": catalog.Say("The picture is being read…"),
	"picture-large":   catalog.Say("This file has over 128 million bytes. Save the picture smaller, and take that."),
	"picture-several": catalog.Say("One picture at a time: take the first, then come back for the next."),
	"picture-failed":  catalog.Say("The desk did not answer. Is the program still running?"),
	"picture-alt":     catalog.Say("What is seen on it"),
	"picture-alt-says": catalog.Say(
		"For those who cannot see it: who or what is there, and what happens, as one would tell it on the telephone. No “picture of”."),
	"picture-alt-example": catalog.Say(
		"A tram driver shows two engineers the track brush in the depot, at four in the morning."),
	"portrait-alt-example": catalog.Say("Claire Moreau at the tram depot"),
	"picture-caption":      catalog.Say("A line below it"),
	"picture-caption-says": catalog.Say("For everybody: where, when, what it means. It may stay empty."),
	"picture-credit":       catalog.Say("Who took it"),
	"picture-credit-says":  catalog.Say("As readers are to see it. It may stay empty."),
	"picture-credit-example": catalog.Say(
		"Photo: Claire Moreau"),
	"picture-put":     catalog.Say("Put it into the story"),
	"portrait-put":    catalog.Say("Use this portrait"),
	"crop":            catalog.Say("The frame of the portrait"),
	"crop-how":        catalog.Say("Move the frame with the mouse, a finger or the arrow keys; make it larger or smaller at its corner, or with + and −."),
	"crop-across":     catalog.Say("From left to right"),
	"crop-down":       catalog.Say("From top to bottom"),
	"crop-size":       catalog.Say("Size"),
	"picture-without": catalog.Say("Remove the portrait"),
	"picture-gone":    catalog.Say("It goes when you save."),
	"picture-named":   catalog.Say("Name of its file"),
	"picture-stands":  catalog.Say("The portrait as it stands"),
	"picture-chosen":  catalog.Say("The picture that you have taken"),
}
