package wire_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

func seed(f *testing.F) {
	var golden []goldenMessage
	load(f, "messages.json", &golden)
	for _, g := range golden {
		f.Add(unhex(f, g.Message))
	}
	for _, object := range badJSON() {
		f.Add([]byte(object))
		f.Add([]byte(`{"post":"options","params":` + object + `}`))
		f.Add([]byte(`{"success":true,"data":` + object + `}`))
	}
	f.Add([]byte(`{"params":[0,-1.5e+3,{"a":[true,false,null]},"\n"],"post":"x"}`))
}

// FuzzDecodeRequest: what is accepted is JSON, means the same to encoding/json and
// survives re-encoding; what is refused has one of the two codes.
func FuzzDecodeRequest(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		q, err := wire.DecodeRequest(data)
		require.Equal(t, before, data)
		if err != nil {
			require.Nil(t, q)
			require.Contains(t, []string{"malformed_json", "unknown_post"}, coded.Code(err))
			return
		}
		var peer struct {
			Post   string
			Params struct{ Key, Result string }
		}
		require.NoError(t, json.Unmarshal(data, &peer))
		require.Equal(t, peer.Post, q.Post())
		require.Equal(t, peer.Params.Key+peer.Params.Result, requestValue(q))

		again, err := wire.EncodeRequest(q)
		if err != nil { // escaping can be longer than what was received
			require.ErrorIs(t, err, wire.ErrSize)
			return
		}
		back, err := wire.DecodeRequest(again)
		require.NoError(t, err)
		require.Equal(t, q, back)
	})
}

// FuzzDecodeReply: the same for replies.
func FuzzDecodeReply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, err := wire.DecodeReply(data)
		require.Equal(t, before, data)
		if err != nil {
			require.Nil(t, p)
			require.Equal(t, "malformed_json", coded.Code(err))
			return
		}
		var peer struct {
			Success bool
			Error   string
			Data    struct{ Command, Encrypted, Status string }
		}
		require.NoError(t, json.Unmarshal(data, &peer))
		_, refused := p.(wire.Refusal)
		require.Equal(t, peer.Success, !refused)
		require.Equal(t, peer.Data.Command, p.Command())
		require.Equal(t, peer.Data.Encrypted+peer.Data.Status+peer.Error, replyValue(p))

		again, err := wire.EncodeReply(p)
		if err != nil {
			require.ErrorIs(t, err, wire.ErrSize)
			return
		}
		back, err := wire.DecodeReply(again)
		require.NoError(t, err)
		require.Equal(t, p, back)
	})
}

// FuzzDecodeJob covers both values of a job.
func FuzzDecodeJob(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		args, err := wire.DecodeJobArgs(data)
		if err == nil {
			var peer struct{ ClientAddress string }
			require.NoError(t, json.Unmarshal(data, &peer))
			require.Equal(t, peer.ClientAddress, args.ClientAddress)
		} else {
			require.Nil(t, args)
			require.Equal(t, "malformed_json", coded.Code(err))
		}
		result, err := wire.DecodeJobResult(data)
		if err == nil {
			var peer string
			require.NoError(t, json.Unmarshal(data, &peer))
			require.Equal(t, peer, result)
		} else {
			require.Empty(t, result)
			require.Equal(t, "malformed_json", coded.Code(err))
		}
	})
}
