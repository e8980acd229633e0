// Judges a published log with golang.org/x/mod/sumdb/{note,tlog}, which share no code with it.
//
//	judge log FOLDER VKEY EVERY         whole log: signature, tiles, entries, inclusion, growth
//	judge receipt FILE VKEY LEAFHEX     a .tlog-proof text
//	judge growth REQUEST OLD VKEY       an add-checkpoint request against an older checkpoint
//	judge cosigned FILE VKEY            a checkpoint with an Ed25519 cosignature (type 0x04)
//	judge paths WIDTH INDEX…            addresses of tiles, one per line
//
// It ends with 0 if all is in order, and else with 1 and the reason.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	commands := map[string]func([]string) error{
		"log": judgeLog, "receipt": judgeReceipt, "growth": judgeGrowth,
		"cosigned": judgeCosigned, "paths": printPaths,
	}
	if len(os.Args) < 3 || commands[os.Args[1]] == nil {
		fail(errors.New("usage: see the head of main.go"))
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// judgeLog: every leaf hash is read through tiles that the library authenticates against the root.
func judgeLog(args []string) error {
	folder := args[0]
	every, err := strconv.ParseInt(args[2], 10, 64)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(data, args[1])
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, &folderTiles{folder})
	for start := int64(0); start < tree.N; start += 1 << height {
		if err := judgeBundle(folder, tree, hashes, start, every); err != nil {
			return err
		}
	}
	for old := int64(1); old < tree.N; old = old*3 + 1 {
		if err := judgeConsistency(tree, hashes, old); err != nil {
			return err
		}
	}
	fmt.Println(tree.N)
	return nil
}

func judgeBundle(folder string, tree tlog.Tree, hashes tlog.HashReader, start, every int64) error {
	end := start + 1<<height
	if end > tree.N {
		end = tree.N
	}
	tile := tlog.Tile{H: height, L: -1, N: start >> height, W: int(end - start)}
	bundle, err := os.ReadFile(filepath.Join(folder, published(tile)))
	if err != nil {
		return err
	}
	var indexes []int64
	for n := start; n < end; n++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, n))
	}
	leaves, err := hashes.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for n := start; n < end; n++ {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			return fmt.Errorf("bundle of entry %d is cut short", n)
		}
		length := 2 + int(binary.BigEndian.Uint16(bundle))
		entry := tlog.RecordHash(bundle[2:length])
		bundle = bundle[length:]
		if entry != leaves[n-start] {
			return fmt.Errorf("entry %d is not the one in the tree", n)
		}
		if n%every == 0 || n == tree.N-1 {
			proof, err := tlog.ProveRecord(tree.N, n, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, entry); err != nil {
				return fmt.Errorf("entry %d: %w", n, err)
			}
		}
	}
	if len(bundle) != 0 {
		return fmt.Errorf("bundle of entry %d is too long", start)
	}
	return nil
}

func judgeConsistency(tree tlog.Tree, hashes tlog.HashReader, old int64) error {
	root, err := tlog.TreeHash(old, hashes)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, old, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old, root)
}

func judgeReceipt(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	head, checkpoint, _ := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	proof, err := parseHashes(lines[1:])
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(checkpoint, args[1])
	if err != nil {
		return err
	}
	var leaf tlog.Hash
	if _, err := hex.Decode(leaf[:], []byte(args[2])); err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf)
}

func judgeGrowth(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	oldData, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	head, checkpoint, _ := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	proof, err := parseHashes(lines[1:])
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(checkpoint, args[2])
	if err != nil {
		return err
	}
	old, err := openCheckpoint(oldData, args[2])
	if err != nil {
		return err
	}
	if lines[0] != fmt.Sprintf("old %d", old.N) {
		return fmt.Errorf("%q is not the size of the old checkpoint", lines[0])
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

func judgeCosigned(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	verifier, err := newCosignatureVerifier(args[1])
	if err != nil {
		return err
	}
	_, err = note.Open(data, note.VerifierList(verifier))
	return err
}

func printPaths(args []string) error {
	width, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	for _, arg := range args[1:] {
		index, err := strconv.ParseInt(arg, 10, 64)
		if err != nil {
			return err
		}
		fmt.Println(published(tlog.Tile{H: height, L: 2, N: index, W: width}))
		fmt.Println(published(tlog.Tile{H: height, L: -1, N: index, W: width}))
	}
	return nil
}

// openCheckpoint verifies the Ed25519 signature; the ML-DSA-44 line is of a key it does not know.
func openCheckpoint(data []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	origin, rest, _ := strings.Cut(opened.Text, "\n")
	if origin != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is of %q", origin)
	}
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

// published: the address in C2SP tlog-tiles of a tile of height 8 or, at level -1, of its entries.
func published(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	if entries := strings.TrimPrefix(path, "data/"); entries != path {
		path = "entries/" + entries
	}
	return "tile/" + path
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

type folderTiles struct{ folder string }

func (r *folderTiles) Height() int { return height }

func (r *folderTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(r.folder, published(tile)))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (r *folderTiles) SaveTiles([]tlog.Tile, [][]byte) {}

// cosignatureVerifier: type 0x04 of C2SP tlog-cosignature, for the library's note.Open.
type cosignatureVerifier struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func newCosignatureVerifier(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed vkey")
	}
	id, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(material) != 33 || material[0] != 4 {
		return nil, errors.New("not a vkey of type 0x04")
	}
	return &cosignatureVerifier{parts[0], uint32(id), material[1:]}, nil
}

func (v *cosignatureVerifier) Name() string    { return v.name }
func (v *cosignatureVerifier) KeyHash() uint32 { return v.id }

func (v *cosignatureVerifier) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(v.key, append([]byte(head), msg...), sig[8:])
}
