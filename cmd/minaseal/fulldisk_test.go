//go:build trials && linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// smallDisk is the argument with which the test program mounts a small disk, and is then
// the command.
const smallDisk = "on-a-small-disk"

func init() {
	if len(os.Args) < 4 || os.Args[1] != smallDisk {
		return
	}
	if err := syscall.Mount("tmpfs", os.Args[2], "tmpfs", 0, "size=6m"); err != nil {
		panic(err)
	}
	os.Exit(run(context.Background(), os.Args[3:], os.Stdin, os.Stdout, os.Stderr))
}

// serveOnSmallDisk runs `minaseal serve` in a mount namespace of its own, in which the store
// is on a disk of 6 MB. It returns what it prints, its URL, and the disk as this process
// sees it.
func serveOnSmallDisk(t *testing.T, args ...string) (out *printed, url, disk string) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	directory := t.TempDir()
	command := exec.Command(self, append([]string{smallDisk, directory, "serve", "--listen", address, "--store", filepath.Join(directory, "jobs")}, args...)...)
	out = new(printed)
	command.Stdout, command.Stderr = out, out
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		Pdeathsig:   syscall.SIGKILL,
	}
	require.NoError(t, command.Start(), "the test needs user namespaces")
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	})
	out.await(t, "jobs in")
	return out, "nats://" + address, filepath.Join("/proc", strconv.Itoa(command.Process.Pid), "root", directory)
}

// TestFullDisk fills the disk of a server's store: a launcher is told, no job is lost, and
// when there is space again the server goes on by itself.
//
// covers: JOB-31, JOB-32, JOB-33, ERR-48
func TestFullDisk(t *testing.T) {
	monitored := fmt.Sprintf("127.0.0.1:%d", natstest.FreePort(t))
	ready := func() int { code, _ := get(t, "http://"+monitored+"/readyz"); return code }
	out, url, disk := serveOnSmallDisk(t, "--metrics", monitored)
	require.Equal(t, http.StatusOK, ready())
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	worker := new(printed)
	go run(ctx, []string{"worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--system", "kimchi-berkeley"}, strings.NewReader(""), worker, worker)
	execute := func(deadline string) (code int, errOut string) {
		var text printed
		code = run(context.Background(), []string{"execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`, "--deadline", deadline},
			strings.NewReader(""), io.Discard, &text)
		return code, text.String()
	}
	code, text := execute("60s")
	require.Equal(t, exitOK, code, text)

	fill, err := os.Create(filepath.Join(disk, "fill"))
	require.NoError(t, err)
	for err == nil {
		_, err = fill.Write(make([]byte, 4096))
	}
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.NoError(t, fill.Close())
	code, text = execute("5s")
	require.Equal(t, exitFailed, code)
	require.Contains(t, text, "its disk is full")
	out.await(t, "the store cannot be written")
	require.Equal(t, http.StatusServiceUnavailable, ready())

	require.NoError(t, os.Remove(fill.Name()))
	out.await(t, "the store can be written again")
	require.Equal(t, http.StatusOK, ready())
	code, text = execute("60s")
	require.Equal(t, exitOK, code, text)

	var list printed
	require.Equal(t, exitOK, run(context.Background(), []string{"job", "list", "--nats", url, "--json"}, strings.NewReader(""), &list, io.Discard))
	used := 0
	decoder := json.NewDecoder(strings.NewReader(list.String()))
	for {
		var job struct{ State string }
		err := decoder.Decode(&job)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if job.State == "used" {
			used++
		}
	}
	require.Equal(t, 2, used, list.String())
}
