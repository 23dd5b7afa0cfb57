package bench

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// usage is the processor time that has been spent, by whom.
type usage struct {
	at                                   time.Time
	server, database, generator, machine time.Duration
	memory                               int64 // most memory of the server, bytes
}

// tick is the unit of /proc: Linux has it at a hundred a second.
const tick = 10 * time.Millisecond

// spent reads /proc. The database is the process that serves it with all its children; 0 for one within the server.
func spent(servers []*Server, database int) (u usage) {
	u.at = time.Now()
	for _, s := range servers {
		u.server += processor(s.PID(), false)
		u.memory = max(u.memory, mostMemory(s.PID()))
	}
	if database != 0 {
		u.database = processor(database, true)
		for _, pid := range children(database) {
			u.database += processor(pid, false)
		}
	}
	u.generator = processor(os.Getpid(), false)
	u.machine = busy()
	return u
}

// processor is what a process has used, with those of its children that have ended where asked.
func processor(pid int, ended bool) time.Duration {
	fields := stat(pid)
	if len(fields) < 15 {
		return 0
	}
	last := 13
	if ended {
		last = 15
	}
	total := 0
	for _, field := range fields[11:last] {
		n, _ := strconv.Atoi(field)
		total += n
	}
	return time.Duration(total) * tick
}

// busy is the processor time of the whole machine that was not idle.
func busy() time.Duration {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(raw), "\n")
	total := 0
	for i, field := range strings.Fields(line)[1:] {
		if n, _ := strconv.Atoi(field); i != 3 && i != 4 && i < 8 { // idle, iowait
			total += n
		}
	}
	return time.Duration(total) * tick
}

func mostMemory(pid int) int64 {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	n, _ := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	return n << 10
}

// Shares are cores used between two readings.
type Shares struct {
	Server    float64 `json:"server"`
	Database  float64 `json:"database"` // 0 where it is within the server
	Generator float64 `json:"generator"`
	Others    float64 `json:"others"` // what else the machine did meanwhile
}

func shares(before, after usage) Shares {
	passed := after.at.Sub(before.at).Seconds()
	cores := func(a, b time.Duration) float64 { return float64(int((b-a).Seconds()/passed*100)) / 100 }
	s := Shares{Server: cores(before.server, after.server), Database: cores(before.database, after.database),
		Generator: cores(before.generator, after.generator)}
	s.Others = max(0, float64(int((cores(before.machine, after.machine)-s.Server-s.Database-s.Generator)*100))/100)
	return s
}
