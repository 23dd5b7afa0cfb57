package files

import (
	"os"
	"strings"
	"testing"

	"veche/internal/platform/fail"
)

func TestAFullDiskIsToldAsSuch(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	_, err = copyHashed(full, strings.NewReader("abc"), 10)
	if err := refuse(err); !fail.Is(err, "file.no_space") || fail.KindOf(err) != fail.Unready {
		t.Error(err)
	}
}
