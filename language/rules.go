package language

import (
	"embed"
	"strings"
)

// ruleText holds the rule files of every language.
//
//go:embed en
var ruleText embed.FS

// ruleLanguage is the folder that the rules are read from.
const ruleLanguage = "en"

// sections are the lines of a rule file by the name of their section.
type sections map[string][]string

// readRules returns the sections of a rule file. A section begins with its name in brackets; blank lines and lines
// that begin with # are left out. The files are part of the program, so one that cannot be read is a fault of it.
func readRules(name string) sections {
	text, err := ruleText.ReadFile(ruleLanguage + "/" + name)
	if err != nil {
		panic("language: " + err.Error())
	}
	found := sections{}
	section := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			section = line[1 : len(line)-1]
		default:
			found[section] = append(found[section], line)
		}
	}
	return found
}

// set returns the lines of a section as a set.
func (s sections) set(name string) map[string]bool {
	m := make(map[string]bool, len(s[name]))
	for _, line := range s[name] {
		m[line] = true
	}
	return m
}

// words returns the lines of a section, each cut into its words.
func (s sections) words(name string) [][]string {
	list := make([][]string, 0, len(s[name]))
	for _, line := range s[name] {
		list = append(list, strings.Fields(line))
	}
	return list
}

// numbered gives every word of a section the number of its line, counted from 1.
func (s sections) numbered(name string) map[string]int {
	m := map[string]int{}
	for i, line := range s[name] {
		for _, word := range strings.Fields(line) {
			m[word] = i + 1
		}
	}
	return m
}
