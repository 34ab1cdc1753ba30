// Command binsize says how large a Linux executable is and which packages are the
// largest part of it. It counts symbols, and so needs an executable that was not
// stripped.
package main

import (
	"cmp"
	"debug/elf"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// shown is how many packages are listed.
const shown = 20

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: binsize EXECUTABLE")
	}
	file, err := elf.Open(args[0])
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	symbols, err := file.Symbols()
	if err != nil {
		return err
	}
	bytes := map[string]uint64{}
	for _, symbol := range symbols {
		if takesRoom(file, symbol) {
			bytes[packageOf(symbol.Name)] += symbol.Size
		}
	}
	packages := slices.SortedFunc(maps.Keys(bytes), func(a, b string) int { return cmp.Compare(bytes[b], bytes[a]) })
	for _, name := range packages[:min(shown, len(packages))] {
		if _, err := fmt.Fprintf(out, "%8.0f kB  %s\n", float64(bytes[name])/1e3, name); err != nil {
			return err
		}
	}
	return nil
}

// takesRoom tells symbols in the file from memory that is zeroed at the start.
func takesRoom(file *elf.File, symbol elf.Symbol) bool {
	section := int(symbol.Section)
	return section < len(file.Sections) && file.Sections[section].Type != elf.SHT_NOBITS
}

// packageOf gives the import path in a symbol's name, such as net/http for
// net/http.(*Client).Do; the linker's own tables have none.
func packageOf(symbol string) string {
	head, _, _ := strings.Cut(symbol, "[")
	head, _, _ = strings.Cut(head, "(")
	if strings.ContainsAny(head, ": ") {
		return "(types, strings and tables)"
	}
	path, last := "", head
	if slash := strings.LastIndexByte(head, '/'); slash >= 0 {
		path, last = head[:slash+1], head[slash+1:]
	}
	name, _, found := strings.Cut(last, ".")
	if !found {
		return "(types, strings and tables)"
	}
	return path + name
}
