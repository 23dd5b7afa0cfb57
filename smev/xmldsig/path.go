package xmldsig

import "strings"

// path is where the reader is: the local names of the open elements, each after a slash.
type path struct {
	text  []byte
	marks []int
}

func (p *path) enter(local string) {
	p.marks = append(p.marks, len(p.text))
	p.text = append(append(p.text, '/'), local...)
}

func (p *path) leave() {
	p.text = p.text[:p.marks[len(p.marks)-1]]
	p.marks = p.marks[:len(p.marks)-1]
}

// matches tells whether a path is as a pattern says: /a/b/c from the root, or b/c for the end of a path; * is any one
// name.
func matches(pattern string, path string) bool {
	want, rooted := strings.CutPrefix(pattern, "/")
	names, have := strings.Split(want, "/"), strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(names) > len(have) || rooted && len(names) != len(have) {
		return false
	}
	have = have[len(have)-len(names):]
	for i, n := range names {
		if n != "*" && n != have[i] {
			return false
		}
	}
	return true
}

// spot matches the place of the reader against a pattern, most often by a look at the last name.
func (p *path) spot(pattern string) bool {
	last := pattern[strings.LastIndexByte(pattern, '/')+1:]
	if last != "*" && string(p.text[p.marks[len(p.marks)-1]+1:]) != last {
		return false
	}
	return matches(pattern, string(p.text))
}
